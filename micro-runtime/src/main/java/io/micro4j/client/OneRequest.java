package io.micro4j.client;

import io.micro4j.codec.CodecException;
import io.micro4j.codec.Encoded;
import io.micro4j.codec.Marshaller;
import io.micro4j.transport.End;
import io.micro4j.transport.Socket;

/** The one request of a call. */
record OneRequest<Q>(Marshaller<Q> marshaller, Q request) implements Requests<Q> {
    @Override
    public void start(OutgoingCall call, Socket socket) {
        Encoded message;
        try {
            message = marshaller.encode(request);
        } catch (CodecException e) {
            socket.cancel(End.failed(Failure.unwritable(call, e)));
            return;
        }
        socket.send(message);
        socket.end(End.OK);
    }

    @Override
    public void writable() {}

    @Override
    public void stop() {}
}
