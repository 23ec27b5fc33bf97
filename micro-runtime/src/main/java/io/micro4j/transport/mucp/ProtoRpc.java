package io.micro4j.transport.mucp;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.micro4j.codec.CodecException;
import io.micro4j.codec.Encoded;
import io.micro4j.transport.Body;
import io.micro4j.transport.mucp.Envelope.Opened;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The envelope of {@code application/proto-rpc}: {@code 1 service_method string, 2 seq fixed64, 3 error string}. */
final class ProtoRpc {
    private static final int LENGTH = 4;
    private static final int METHOD = 1;
    private static final int SEQUENCE = 2;
    private static final int ERROR = 3;

    private ProtoRpc() {}

    static Opened readRequest(Body body) {
        return read(body, false);
    }

    /** What follows the first reply is passed over, as in go-micro, whose servers leave there what they have sent before. */
    static Opened readReply(Body body) {
        return read(body, true);
    }

    /** Reads both parts. Nothing is allocated on the word of a length. */
    private static Opened read(Body body, boolean mayGoOn) {
        int envelope = length(body, 0, "envelope");
        int message = length(body, LENGTH + envelope, "message");
        int end = LENGTH + envelope + LENGTH + message;
        if (end != body.size() && !mayGoOn) {
            throw new CodecException("proto-rpc: " + (body.size() - end) + " bytes follow the message");
        }
        Body content = new Body(body.bytes(), body.offset() + end - message, message);
        try {
            return fields(CodedInputStream.newInstance(body.bytes(), body.offset() + LENGTH, envelope), content);
        } catch (IOException e) {
            throw new CodecException("proto-rpc: the envelope is no protobuf message: " + e.getMessage(), e);
        }
    }

    static Encoded write(String method, String id, String error, Encoded message) {
        byte[] envelope = envelope(method, sequence(id), error);
        return new TwoParts(envelope, message);
    }

    private static int length(Body body, int at, String part) {
        int left = body.size() - at - LENGTH;
        if (left < 0) {
            throw new CodecException(
                    "proto-rpc: the body ends before the length of the " + part + ", after " + body.size() + " bytes");
        }
        byte[] bytes = body.bytes();
        int from = body.offset() + at;
        long length = (bytes[from] & 0xffL) << 24
                | (bytes[from + 1] & 0xff) << 16
                | (bytes[from + 2] & 0xff) << 8
                | (bytes[from + 3] & 0xff);
        if (length > left) {
            throw new CodecException(
                    "proto-rpc: the " + part + " should have " + length + " bytes, but " + left + " are left");
        }
        return (int) length;
    }

    private static Opened fields(CodedInputStream in, Body message) throws IOException {
        String method = "";
        String error = "";
        long sequence = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int type = WireFormat.getTagWireType(tag);
            int field = WireFormat.getTagFieldNumber(tag);
            if (field == METHOD && type == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                method = in.readStringRequireUtf8();
            } else if (field == SEQUENCE && type == WireFormat.WIRETYPE_FIXED64) {
                sequence = in.readFixed64();
            } else if (field == ERROR && type == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                error = in.readStringRequireUtf8();
            } else if (type == WireFormat.WIRETYPE_START_GROUP || !in.skipField(tag)) {
                throw new CodecException("proto-rpc: the envelope holds a group, which it has none of");
            }
        }
        return new Opened(method, sequence == 0 ? "" : Long.toUnsignedString(sequence), error, message);
    }

    private static byte[] envelope(String method, long sequence, String error) {
        int size = (method.isEmpty() ? 0 : CodedOutputStream.computeStringSize(METHOD, method))
                + (sequence == 0 ? 0 : CodedOutputStream.computeFixed64Size(SEQUENCE, sequence))
                + (error.isEmpty() ? 0 : CodedOutputStream.computeStringSize(ERROR, error));
        byte[] bytes = new byte[size];
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            if (!method.isEmpty()) {
                out.writeString(METHOD, method);
            }
            if (sequence != 0) {
                out.writeFixed64(SEQUENCE, sequence);
            }
            if (!error.isEmpty()) {
                out.writeString(ERROR, error);
            }
            out.checkNoSpaceLeft();
        } catch (IOException e) {
            throw new UncheckedIOException("An array has too little room for what it was made for", e);
        }
        return bytes;
    }

    /** An id that is no number is 0, as in go-micro. */
    private static long sequence(String id) {
        try {
            return Long.parseUnsignedLong(id);
        } catch (NumberFormatException noNumber) {
            return 0;
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record TwoParts(byte[] envelope, Encoded message) implements Encoded {
        @Override
        public int size() {
            return LENGTH + envelope.length + LENGTH + message.size();
        }

        @Override
        public void writeTo(byte[] target, int offset) {
            length(envelope.length, target, offset);
            System.arraycopy(envelope, 0, target, offset + LENGTH, envelope.length);
            int second = offset + LENGTH + envelope.length;
            length(message.size(), target, second);
            message.writeTo(target, second + LENGTH);
        }

        private static void length(int length, byte[] target, int offset) {
            for (int i = 0; i < LENGTH; i++) {
                target[offset + i] = (byte) (length >>> (24 - 8 * i));
            }
        }
    }
}
