package io.micro4j.stream;

import io.micro4j.call.MicroException;
import io.micro4j.transport.Body;

/** Takes the messages that arrive in a call. Told one thing at a time, on an I/O thread; does not block. */
public interface Inbound {
    /** One more message. */
    void message(Body body);

    /** No more message follows. */
    void complete();

    /** The call failed, which is told after the messages that have arrived. Does nothing once it is complete. */
    void fail(MicroException failure);
}
