package io.micro4j.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micro4j.call.Metadata;
import io.micro4j.call.MicroError;
import io.micro4j.call.MicroException;
import io.micro4j.codec.Encoded;
import io.micro4j.transport.End;
import io.micro4j.transport.Head;
import io.micro4j.transport.Socket;

/**
 * One side of a call, in the hands of a test.
 *
 * @param head what the call began with
 * @param socket where this side speaks
 * @param told what this side was told
 */
record CallSide(Head head, Socket socket, Recorder told) {
    /** Asks for {@code messages} more. */
    CallSide request(int messages) {
        told.allow(messages);
        socket.request(messages);
        return this;
    }

    /** Sends {@code texts}, a message each, without a look at whether there is room. */
    CallSide send(String... texts) {
        for (String text : texts) {
            sendOne(text.getBytes(UTF_8));
        }
        return this;
    }

    /** Sends one message. Returns whether there is room for more. */
    boolean sendOne(byte[] message) {
        return socket.send(Encoded.of(message));
    }

    /** Says that nothing follows: on the client that the requests have ended, on the server that all went well. */
    CallSide end() {
        socket.end(End.OK);
        return this;
    }

    /** Ends the call with an answer that is no success. For the server. */
    void fail(MicroError error) {
        socket.end(End.answered(error, Metadata.EMPTY, false));
    }

    /** Gives the call up, and returns the end that this side is to be told. */
    End cancel() {
        End why = End.failed(MicroException.cancelled("The test gave up at " + this));
        socket.cancel(why);
        return why;
    }

    @Override
    public String toString() {
        return told.toString();
    }
}
