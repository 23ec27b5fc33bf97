package io.micro4j.call;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.Message;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * How gRPC says that a call failed, for services whose callers know gRPC and not go-micro: {@code throw
 * GrpcStatus.of(ABORTED, "somebody else was faster").withDetail(info).toException()}. Callers get exactly this status, message and details, in
 * place of go-micro's error. Immutable.
 *
 * <p>It travels in the trailers of a {@link MicroException}, over every wire; over gRPC as {@code google.rpc.Status}.
 *
 * @param code which kind of failure it is
 * @param message what happened, for a person
 * @param details more of it, for programs
 */
public record GrpcStatus(GrpcCode code, String message, List<Any> details) {
    /** The trailer that has the code's number. */
    public static final String CODE = "grpc-status";

    /** The trailer that has code, message and details as {@code google.rpc.Status}, in base64. */
    public static final String DETAILS = "grpc-status-details-bin";

    private static final int CODE_FIELD = 1;
    private static final int MESSAGE_FIELD = 2;
    private static final int DETAILS_FIELD = 3;

    public GrpcStatus {
        requireNonNull(code, "code");
        requireNonNull(message, "message");
        details = List.copyOf(details);
        if (code == GrpcCode.OK) {
            throw new IllegalArgumentException("OK is no failure; return a reply");
        }
    }

    /** Returns a status without details. */
    public static GrpcStatus of(GrpcCode code, String message) {
        return new GrpcStatus(code, message, List.of());
    }

    /**
     * Returns the status that {@code failure} came with; for one that came without, the status that gRPC would say. Details that cannot be read are left
     * out.
     */
    public static GrpcStatus of(MicroException failure) {
        String number = failure.trailers().get(CODE);
        GrpcCode code = number == null ? GrpcCode.of(failure.error()) : GrpcCode.of(number);
        String details = failure.trailers().get(DETAILS);
        return new GrpcStatus(
                code == GrpcCode.OK ? GrpcCode.UNKNOWN : code,
                failure.detail(),
                details == null ? List.of() : read(details));
    }

    /** Returns this status with one more detail. */
    public GrpcStatus withDetail(Message detail) {
        List<Any> more = new ArrayList<>(details);
        more.add(detail instanceof Any any ? any : Any.pack(detail));
        return new GrpcStatus(code, message, more);
    }

    /** Returns this status as what a handler throws. */
    public MicroException toException() {
        Metadata trailers = Metadata.of(CODE, Integer.toString(code.number()));
        return MicroException.of(code.microCode(), message)
                .withTrailers(details.isEmpty() ? trailers : trailers.with(DETAILS, write()));
    }

    private String write() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            out.writeInt32(CODE_FIELD, code.number());
            out.writeString(MESSAGE_FIELD, message);
            for (Any detail : details) {
                out.writeMessage(DETAILS_FIELD, detail);
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("An array takes every byte", e);
        }
        return Base64.getEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    private static List<Any> read(String base64) {
        List<Any> details = new ArrayList<>();
        try {
            CodedInputStream in =
                    CodedInputStream.newInstance(Base64.getDecoder().decode(base64));
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                if (tag == WireFormat.FieldType.MESSAGE.getWireType() + (DETAILS_FIELD << 3)) {
                    ByteString detail = in.readBytes();
                    details.add(Any.parseFrom(detail, ExtensionRegistryLite.getEmptyRegistry()));
                } else {
                    in.skipField(tag);
                }
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            return List.of(); // code and message are said beside
        }
        return details;
    }
}
