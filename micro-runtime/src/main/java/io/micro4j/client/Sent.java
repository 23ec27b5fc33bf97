package io.micro4j.client;

import io.micro4j.codec.Encoded;
import io.micro4j.transport.End;
import io.micro4j.transport.Socket;
import java.util.ArrayList;
import java.util.List;

/** What the caller of one call has done so far, kept while the call may be made again. For use with the call's lock held. */
final class Sent {
    private static final int KEPT_MESSAGES = 16;
    private static final int KEPT_BYTES = 64 * 1024;

    private final boolean stream;
    private List<Encoded> kept = List.of();
    private int bytes;
    private boolean complete = true;
    private boolean halfClosed;
    private int requested;

    /** @param stream whether there may be many messages, of which not all are kept */
    Sent(boolean stream) {
        this.stream = stream;
    }

    /** Returns whether a new attempt can be given all of it. */
    boolean isComplete() {
        return complete;
    }

    /** Returns whether there is room for more while no node is called. */
    boolean hasRoom() {
        return kept.size() < KEPT_MESSAGES;
    }

    void send(Encoded message) {
        if (kept.isEmpty()) {
            kept = List.of(message); // mostly the only one
        } else {
            kept = kept.size() == 1 ? new ArrayList<>(kept) : kept;
            kept.add(message);
        }
        bytes += message.size();
        if (stream && (kept.size() > KEPT_MESSAGES || bytes > KEPT_BYTES)) {
            complete = false;
        }
    }

    void halfClose() {
        halfClosed = true;
    }

    void request(int messages) {
        requested += messages;
    }

    /** Keeps no more than what is still to be sent. */
    void settle() {
        complete = false;
    }

    void clear() {
        kept = List.of();
    }

    /** Of all that was done, how much one attempt was told. */
    static final class Progress {
        private int messages;
        private int asked;
        private boolean ended;

        /** Tells {@code socket} the rest of {@code sent}. Returns whether there is room for more. */
        boolean catchUp(Socket socket, Sent sent) {
            boolean room = true;
            while (messages < sent.kept.size()) {
                room = socket.send(sent.kept.get(messages++));
            }
            if (asked < sent.requested) {
                int more = sent.requested - asked;
                asked = sent.requested;
                socket.request(more);
            }
            if (sent.halfClosed && !ended) {
                ended = true;
                socket.end(End.OK);
            }
            if (!sent.complete) {
                sent.clear();
                messages = 0;
            }
            return room;
        }
    }
}
