package io.micro4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.call.Endpoint;
import io.micro4j.call.Metadata;
import io.micro4j.call.Shape;
import io.micro4j.registry.Node;
import io.micro4j.transport.Head;
import io.micro4j.transport.Listener;
import io.micro4j.transport.Transport;
import io.micro4j.transport.Wire;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server and a client, each with a transport of its own, and every call between them. */
final class Stage {
    private final Transport server;
    private final Transport client;
    private final Host host = new Host();
    private final Listener listener;
    private final Node node;
    private final List<Recorder> recorders = new CopyOnWriteArrayList<>();

    Stage(TransportContract contract, Transport server, Transport client) {
        this.server = server;
        this.client = client;
        this.listener = server.listen(contract.address(), host);
        this.node = contract.node(listener.address());
    }

    Transport server() {
        return server;
    }

    Transport client() {
        return client;
    }

    Host host() {
        return host;
    }

    Listener listener() {
        return listener;
    }

    Wire wire() {
        return client.wire(node);
    }

    /** Opens a call to the server. */
    CallSide call(Shape shape) {
        return call(node, shape);
    }

    /** Opens a call to {@code to}. */
    CallSide call(Node to, Shape shape) {
        return call(to, shape, head(shape));
    }

    /** Opens a call to the server that begins with {@code head}. */
    CallSide call(Shape shape, Head head) {
        return call(node, shape, head);
    }

    /** Returns a head that says only what it must. */
    Head head(Shape shape) {
        return new Head("echo", Echo.endpoint(shape).name(), "application/octet-stream", 0, Metadata.EMPTY);
    }

    /** Waits for the server's side of the call that was opened last. */
    CallSide served() {
        return host.next();
    }

    /** Makes a call, start to end, and sees that it goes well. */
    void callGoesWell(String text) {
        host.script(side -> Echo.start(side, 1));

        CallSide call = call(Shape.UNARY).request(1).send(text).end();

        assertThat(call.told().awaitEnd().error())
                .as("the error of a plain call")
                .isNull();
        assertThat(call.told().messages()).containsExactly(text);
        host.byHand();
    }

    /** Closes everything, then sees that no rule was broken and that every side of every call was told its end. */
    void close() {
        client.close();
        server.close();
        recorders.addAll(host.recorders());
        for (Recorder recorder : recorders) {
            recorder.awaitEnd();
            assertThat(recorder.broken()).isEmpty();
        }
    }

    private CallSide call(Node to, Shape shape, Head head) {
        Endpoint<?, ?> endpoint = Echo.endpoint(shape);
        Recorder told = new Recorder("the client of " + endpoint);
        recorders.add(told);
        return new CallSide(head, client.open(to, endpoint, head, told), told);
    }
}
