package io.micro4j.testkit.grpc;

import io.micro4j.call.MicroException;
import io.micro4j.transport.Body;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Queue;

/** Cuts the bytes of a stream into messages, by gRPC's prefix of five bytes. */
final class Deframer {
    private static final int PREFIX = 5;

    private final int largest;
    private ByteBuf rest = Unpooled.buffer();

    Deframer(int largest) {
        this.largest = largest;
    }

    /**
     * Adds to {@code messages} those that {@code bytes} complete.
     *
     * @throws MicroException 413 if a prefix announces more than is allowed
     */
    void read(ByteBuf bytes, Queue<Body> messages) {
        rest.discardReadBytes().writeBytes(bytes);
        while (rest.readableBytes() >= PREFIX) {
            long size = rest.getUnsignedInt(rest.readerIndex() + 1);
            if (size > largest) {
                throw MicroException.tooLarge("A message of " + size + " bytes is larger than the " + largest
                        + " that this side takes; raise maxMessageBytes here");
            }
            if (rest.readableBytes() < PREFIX + size) {
                return;
            }
            byte[] message = new byte[(int) size];
            rest.skipBytes(PREFIX).readBytes(message);
            messages.add(Body.of(message));
        }
    }
}
