package io.micro4j.testkit;

import io.micro4j.call.Shape;
import io.micro4j.transport.Acceptor;
import io.micro4j.transport.Head;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Route;
import io.micro4j.transport.Socket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A server whose calls a test answers itself, or by a script that runs as each is accepted. Safe for use by many threads. */
final class Host implements Acceptor {
    private final BlockingQueue<CallSide> arrived = new LinkedBlockingQueue<>();
    private final List<Recorder> recorders = new CopyOnWriteArrayList<>();
    private volatile Consumer<CallSide> script = arrived::add;

    /** From now on, lets {@code script} see each call as it is accepted, in place of {@link #next}. */
    void script(Consumer<CallSide> script) {
        this.script = script;
    }

    /** From now on, lets {@link #next} return each call. */
    void byHand() {
        script = arrived::add;
    }

    /** Waits for the next call. */
    CallSide next() {
        try {
            CallSide call = arrived.poll(30, TimeUnit.SECONDS);
            if (call == null) {
                throw new AssertionError("Waited 30 s for a call to reach the server; it saw " + recorders);
            }
            return call;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for a call", e);
        }
    }

    /** Returns what the server side of every call was told. */
    List<Recorder> recorders() {
        return recorders;
    }

    @Override
    public Route route(Head head) {
        Shape shape = Echo.shape(head.endpoint());
        return new Route() {
            @Override
            public Shape shape() {
                return shape;
            }

            @Override
            public Receiver accept(Socket replies) {
                return Host.this.accept(head, replies);
            }
        };
    }

    private Receiver accept(Head head, Socket replies) {
        Recorder told = new Recorder("the server of " + head.endpoint());
        recorders.add(told);
        script.accept(new CallSide(head, replies, told));
        return told;
    }
}
