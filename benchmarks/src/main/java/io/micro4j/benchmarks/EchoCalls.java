package io.micro4j.benchmarks;

import io.micro4j.benchmarks.echo.EchoReply;
import io.micro4j.benchmarks.echo.EchoRequest;

/** The client of one system. Safe for use by many threads. */
interface EchoCalls extends AutoCloseable {
    /** Calls, and waits for the reply. */
    EchoReply say(EchoRequest request);

    /** Calls, and tells {@code answer} once, on whatever thread the system uses for that; maybe before this method returns. */
    void say(EchoRequest request, Answer answer);

    /** Asks for as many replies as the request's number says, waits for all, and returns how many came. */
    default long repeat(EchoRequest request) throws Exception {
        throw new UnsupportedOperationException("no streams of replies");
    }

    /** Sends the request {@code times} times in one call, waits for the reply, and returns how many it says came. */
    default long together(EchoRequest request, int times) throws Exception {
        throw new UnsupportedOperationException("no streams of requests");
    }

    /** Sends the request {@code times} times in one call, waits for all replies, and returns how many came. */
    default long chat(EchoRequest request, int times) throws Exception {
        throw new UnsupportedOperationException("no streams both ways");
    }

    @Override
    void close() throws Exception;

    /** Told how a call ended. */
    interface Answer {
        void reply(EchoReply reply);

        void failure(Throwable failure);
    }
}
