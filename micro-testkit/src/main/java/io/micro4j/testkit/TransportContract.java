package io.micro4j.testkit;

import io.micro4j.registry.Node;
import io.micro4j.transport.Listener;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link Transport} must do. A transport's test extends this and says how to open one; each part is an interface of its own.
 *
 * <p>Beside what each test looks at, all of them see that receivers are told one thing at a time, nothing that was not asked for, and the end
 * exactly once and last. What a wire cannot do, as {@link Transport#wire} says, is not asked of it.
 */
@Timeout(120)
public abstract class TransportContract
        implements TransportShapes,
                TransportHeads,
                TransportDemand,
                TransportEnds,
                TransportCancel,
                TransportClose,
                TransportLimits,
                TransportLoad {
    private final List<Stage> stages = new ArrayList<>();
    private final List<Socket> taken = new ArrayList<>();
    private @Nullable Stage stage;

    /** For implementations. */
    protected TransportContract() {}

    /** Opens a transport. The contract closes it. Those opened in one test must find each other, also where addresses are no ports. */
    protected abstract Transport open(TransportOptions options);

    /** Returns an address to listen at that is free: {@code 127.0.0.1:0}. */
    protected String address() {
        return "127.0.0.1:0";
    }

    /** Returns the node that listens at {@code address}, with all that a server of ours says of itself in the registry. */
    protected Node node(String address) {
        return Node.of(address);
    }

    /** Returns whether what a server says before its first reply arrives. Not every wire says it. */
    @Override
    public boolean carriesReplyHead() {
        return true;
    }

    /** Returns whether what a server says last arrives. Not every wire says it. */
    @Override
    public boolean carriesTrailers() {
        return true;
    }

    @Override
    public final Stage stage() {
        Stage first = stage;
        if (first == null) {
            first = stage(TransportOptions.DEFAULT, TransportOptions.DEFAULT);
            stage = first;
        }
        return first;
    }

    @Override
    public final Stage stage(TransportOptions server, TransportOptions client) {
        Stage another = new Stage(this, open(server), open(client));
        stages.add(another);
        return another;
    }

    /** The address stays taken until the test ends, so that nobody else comes to listen there. */
    @Override
    public final Node nobody() {
        while (true) {
            Listener listener = stage().server().listen(address(), new Host());
            listener.close();
            if (isTaken(listener.address())) {
                return node(listener.address());
            }
        }
    }

    /** Binds the port without listening, unless another process was faster. An address that is no port is nobody else's. */
    private boolean isTaken(String address) {
        if (!address.contains(":")) {
            return true;
        }
        int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        Socket silent = new Socket();
        taken.add(silent);
        try {
            silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @AfterEach
    final void closeStages() throws IOException {
        for (Socket silent : taken) {
            silent.close();
        }
        stages.forEach(Stage::close);
    }
}
