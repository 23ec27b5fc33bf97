package io.micro4j.client;

import io.micro4j.stream.Outbound;

/** The requests of a call whose one request is sent already. */
enum NoRequests implements Outbound {
    INSTANCE;

    @Override
    public void writable() {}

    @Override
    public void stop() {}
}
