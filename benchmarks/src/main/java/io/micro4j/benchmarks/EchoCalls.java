package io.micro4j.benchmarks;

import io.micro4j.benchmarks.echo.EchoReply;
import io.micro4j.benchmarks.echo.EchoRequest;

/** The client of one system. Safe for use by many threads. */
interface EchoCalls extends AutoCloseable {
    /** Calls, and waits for the reply. */
    EchoReply say(EchoRequest request);

    /** Calls, and tells {@code answer} once, on whatever thread the system uses for that; maybe before this method returns. */
    void say(EchoRequest request, Answer answer);

    @Override
    void close() throws Exception;

    /** Told how a call ended. */
    interface Answer {
        void reply(EchoReply reply);

        void failure(Throwable failure);
    }
}
