package io.micro4j.testkit.faults;

import static java.util.Objects.requireNonNull;

import io.micro4j.call.Endpoint;
import io.micro4j.call.MicroException;
import io.micro4j.registry.Node;
import io.micro4j.transport.Acceptor;
import io.micro4j.transport.End;
import io.micro4j.transport.Head;
import io.micro4j.transport.Listener;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Socket;
import io.micro4j.transport.Transport;
import io.micro4j.transport.Wire;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * Another transport whose calls are refused, cut, lost and delayed, as {@link Faults} says. Which of them comes from a seed and from how many calls
 * began before, so that calls made one after the other fail as they did in the last run. Safe for use by many threads.
 */
public final class FaultyTransport implements Transport {
    private final Transport inner;
    private final Random random;
    private final ScheduledThreadPoolExecutor later;
    private volatile Faults faults = Faults.NONE;

    /** Returns one over {@code inner}, which it closes, on which nothing goes wrong yet. */
    public FaultyTransport(Transport inner, long seed) {
        this.inner = requireNonNull(inner, "inner");
        this.random = new Random(seed);
        this.later = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "micro-faults");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Changes what goes wrong with calls that begin from now on. */
    public void set(Faults faults) {
        this.faults = requireNonNull(faults, "faults");
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public List<String> wires() {
        return inner.wires();
    }

    @Override
    public Wire wire(Node node) {
        return inner.wire(node);
    }

    @Override
    public Socket open(Node node, Endpoint<?, ?> endpoint, Head head, Receiver replies) {
        Fate fate;
        synchronized (random) {
            fate = Fate.draw(random, faults);
        }
        FaultyCall call = new FaultyCall(fate, endpoint, node, replies, later);
        if (fate.refused()) {
            call.finish(End.failed(MicroException.unavailable(
                            endpoint + ": cannot connect to " + node.address() + ", as the test wants it")
                    .asNeverSent()));
        } else if (!fate.lost()) {
            call.over(inner.open(node, endpoint, head, call.inbound()));
        }
        return call;
    }

    @Override
    public Listener listen(String address, Acceptor acceptor) {
        return inner.listen(address, acceptor);
    }

    @Override
    public void close() {
        inner.close();
        later.shutdown();
    }

    @Override
    public String toString() {
        return "FaultyTransport[" + inner + ", " + faults + "]";
    }
}
