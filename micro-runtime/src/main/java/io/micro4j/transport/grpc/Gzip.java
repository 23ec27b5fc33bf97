package io.micro4j.transport.grpc;

import io.micro4j.call.MicroException;
import io.micro4j.transport.Body;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Unpacks messages, as far as they stay within the limit that holds for messages that are not packed. */
final class Gzip {
    static final String NAME = "gzip";

    private Gzip() {}

    /**
     * Returns what {@code packed} holds.
     *
     * @throws MicroException 413 if that is more than {@code most} bytes, 500 if it is not gzip
     */
    static Body unpack(Body packed, int most) {
        try (GZIPInputStream in =
                new GZIPInputStream(new ByteArrayInputStream(packed.bytes(), packed.offset(), packed.size()))) {
            byte[] bytes = in.readNBytes(most == Integer.MAX_VALUE ? most : most + 1);
            if (bytes.length > most) {
                throw MicroException.tooLarge("a message of " + packed.size() + " bytes unpacks to more than the "
                        + most + " that are taken here; raise maxMessageBytes, or send less");
            }
            return Body.of(bytes);
        } catch (IOException e) {
            throw MicroException.internal("a message that is said to be gzip cannot be unpacked: " + e.getMessage());
        }
    }
}
