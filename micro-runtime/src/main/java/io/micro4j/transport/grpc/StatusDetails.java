package io.micro4j.transport.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.micro4j.call.MicroError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads {@code grpc-status-details-bin}: {@code google.rpc.Status} (code 1, message 2, details 3) in base64, whose first detail is a
 * {@code google.protobuf.Any} (type_url 1, value 2) of go-micro's {@code errors.Error} (id 1, code 2, detail 3, status 4).
 */
final class StatusDetails {
    private static final String TYPE = "type.googleapis.com/errors.Error";
    private static final String TYPE_NAME = "/errors.Error";

    private StatusDetails() {}

    static String write(int status, String message, MicroError error) {
        byte[] any = bytes(out -> {
            out.writeString(1, TYPE);
            out.writeByteArray(2, bytes(value -> error(value, error)));
        });
        byte[] details = bytes(out -> {
            out.writeInt32(1, status);
            out.writeString(2, message);
            out.writeByteArray(3, any);
        });
        return Base64.getEncoder().withoutPadding().encodeToString(details);
    }

    /** Returns the error, or null if there is none. */
    static @Nullable MicroError read(String text) {
        try {
            CodedInputStream in =
                    CodedInputStream.newInstance(Base64.getDecoder().decode(text));
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                if (WireFormat.getTagFieldNumber(tag) == 3) {
                    return readAny(in.readBytes());
                }
                in.skipField(tag);
            }
        } catch (IOException | IllegalArgumentException noDetails) {
            return null; // they are a second place for what the message says
        }
        return null;
    }

    private static void error(CodedOutputStream out, MicroError error) throws IOException {
        if (!error.id().isEmpty()) {
            out.writeString(1, error.id());
        }
        if (error.code() != 0) {
            out.writeInt32(2, error.code());
        }
        if (!error.detail().isEmpty()) {
            out.writeString(3, error.detail());
        }
        if (!error.status().isEmpty()) {
            out.writeString(4, error.status());
        }
    }

    private static @Nullable MicroError readAny(ByteString bytes) throws IOException {
        String type = "";
        ByteString value = ByteString.EMPTY;
        CodedInputStream in = bytes.newCodedInput();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> type = in.readStringRequireUtf8();
                case 2 -> value = in.readBytes();
                default -> in.skipField(tag);
            }
        }
        return type.endsWith(TYPE_NAME) ? readError(value) : null;
    }

    private static MicroError readError(ByteString bytes) throws IOException {
        String id = "";
        int code = 0;
        String detail = "";
        String status = "";
        CodedInputStream in = bytes.newCodedInput();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> id = in.readStringRequireUtf8();
                case 2 -> code = in.readInt32();
                case 3 -> detail = in.readStringRequireUtf8();
                case 4 -> status = in.readStringRequireUtf8();
                default -> in.skipField(tag);
            }
        }
        return new MicroError(id, code, detail, status);
    }

    private static byte[] bytes(Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            writer.write(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("An array takes every byte", e);
        }
        return bytes.toByteArray();
    }

    private interface Writer {
        void write(CodedOutputStream out) throws IOException;
    }
}
