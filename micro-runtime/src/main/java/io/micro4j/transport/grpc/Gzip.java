package io.micro4j.transport.grpc;

import io.micro4j.call.MicroException;
import io.micro4j.codec.CodecException;
import io.micro4j.codec.Encoded;
import io.micro4j.transport.Body;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Packs messages, and unpacks them as far as they stay within the limit that holds for messages that are not packed. */
final class Gzip {
    static final String NAME = "gzip";

    private Gzip() {}

    /** Returns {@code message} packed; as it is, if that is no smaller or it cannot be written, which is told when it is sent. */
    static Encoded pack(Encoded message) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(message.size() / 2);
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(message.toByteArray());
        } catch (CodecException e) {
            return message;
        } catch (IOException e) {
            throw new UncheckedIOException("An array takes every byte", e);
        }
        return packed.size() < message.size() ? new Packed(Encoded.of(packed.toByteArray())) : message;
    }

    /** A message that is gzip. */
    record Packed(Encoded bytes) implements Encoded {
        @Override
        public int size() {
            return bytes.size();
        }

        @Override
        public void writeTo(byte[] target, int offset) {
            bytes.writeTo(target, offset);
        }
    }

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
