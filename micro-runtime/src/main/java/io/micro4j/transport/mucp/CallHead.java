package io.micro4j.transport.mucp;

import io.micro4j.call.Endpoint;
import io.micro4j.transport.Head;

/**
 * What every frame of a call says. Immutable.
 *
 * @param number what the call is numbered with
 * @param numbersStream whether it says so as a stream: every stream does, and a unary call to go-micro's server, which else loses some
 */
record CallHead(Endpoint<?, ?> endpoint, Head head, long number, boolean numbersStream) {
    /** Returns what the messages of the call are put into. */
    Seal seal() {
        Envelope envelope = Envelope.of(head.contentType());
        return envelope == null ? Seal.NONE : new Seal(envelope, head.endpoint(), Long.toString(number));
    }

    void first(Headers headers) {
        always(headers);
        if (head.timeoutNanos() > 0) {
            headers.add(Word.TIMEOUT, Long.toString(head.timeoutNanos()));
        }
        Outgoing.metadata(headers, head.metadata());
    }

    void always(Headers headers) {
        headers.add(Word.CONTENT_TYPE, head.contentType());
        headers.add(Word.ACCEPT, head.contentType());
        headers.add(Word.SERVICE, head.service());
        headers.add(Word.METHOD, head.endpoint());
        headers.add(Word.ENDPOINT, head.endpoint());
        String id = Long.toString(number);
        headers.add(Word.ID, id);
        if (numbersStream) {
            headers.add(Word.STREAM, id);
        }
    }

    @Override
    public String toString() {
        return head.endpoint();
    }
}
