package io.micro4j.server;

import io.micro4j.call.Shape;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Route;
import io.micro4j.transport.Socket;

/** The way of a call that no handler takes: back, with an error. */
record RefusedRoute(Serving serving, Shape shape, boolean isFound, End refusal) implements Route, Receiver {
    @Override
    public Receiver accept(Socket replies) {
        serving.opened();
        serving.failed();
        replies.end(refusal);
        return this;
    }

    @Override
    public void message(Body body) {}

    @Override
    public void end(End end) {
        serving.closed();
    }
}
