package io.micro4j.server;

import io.micro4j.call.Deadline;
import io.micro4j.call.Shape;
import io.micro4j.transport.Head;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Route;
import io.micro4j.transport.Socket;
import org.jspecify.annotations.Nullable;

/** The way of a call to its handler. */
record ServedRoute<I, O>(
        Serving serving,
        Served<I, O> served,
        Served.Form<I, O> form,
        Head head,
        @Nullable Deadline deadline) implements Route {
    @Override
    public Shape shape() {
        return served.endpoint().shape();
    }

    @Override
    public Receiver accept(Socket replies) {
        ServerCall<I, O> call = new ServerCall<>(serving, this, replies);
        call.open();
        return call;
    }
}
