package io.micro4j.transport.mucp;

import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Socket;

/** One call on the server: what the frames of the client do to it. Told on the pipe's thread. */
interface Session extends Socket {
    /** Returns what the client's later frames say to belong to this call. */
    String name();

    /** Tells {@code receiver} from now on. */
    void start(Receiver receiver);

    /** Returns what the messages of this call are put into. */
    Seal seal();

    void message(Body body);

    void endOfStream(boolean halfClose);

    void writable();

    /** Ends the call at both sides. */
    void fail(End why);

    /** The client is gone. */
    void lost(End why);
}
