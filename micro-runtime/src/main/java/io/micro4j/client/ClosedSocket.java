package io.micro4j.client;

import io.micro4j.codec.Encoded;
import io.micro4j.transport.End;
import io.micro4j.transport.Socket;

/** The outbound half of a call that was over before it began. */
enum ClosedSocket implements Socket {
    INSTANCE;

    @Override
    public String peer() {
        return "";
    }

    @Override
    public boolean send(Encoded message) {
        return true;
    }

    @Override
    public void end(End end) {}

    @Override
    public void request(int messages) {}

    @Override
    public void cancel(End why) {}
}
