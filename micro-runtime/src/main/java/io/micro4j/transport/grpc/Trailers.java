package io.micro4j.transport.grpc;

import io.micro4j.call.GrpcCode;
import io.micro4j.call.GrpcStatus;
import io.micro4j.call.Metadata;
import io.micro4j.call.MicroError;
import io.micro4j.transport.End;
import io.micro4j.transport.http2.HeaderList;
import io.micro4j.transport.http2.HpackEncoder;
import io.micro4j.transport.mucp.ErrorHeader;
import org.jspecify.annotations.Nullable;

/** How a call ended, as gRPC's trailers say it: a status, and the error as go-micro's JSON and as a detail. */
final class Trailers {
    private static final String CLIENT = "go.micro.client";

    /** A peer that takes no more than this gets errors cut short, and without details. */
    private static final int ROOMY = 32 * 1024;

    private static final int SHORT = 500;

    private Trailers() {}

    /**
     * Writes {@code end}.
     *
     * @param ruled the code, where gRPC's own rules say it, and that nothing is added to it; null for an answer of the service's
     * @param mostBytes the largest block of headers that the peer takes
     */
    static void write(HpackEncoder block, End end, @Nullable GrpcCode ruled, long mostBytes) {
        MicroError error = end.error();
        if (error == null) {
            block.repeated(Words.STATUS, "0");
        } else {
            String chosen = end.trailers().get(GrpcStatus.CODE);
            boolean roomy = mostBytes >= ROOMY;
            MicroError cut = roomy ? error : shortened(error);
            if (chosen != null && !chosen.equals("0")) {
                writeStatus(
                        block, GrpcCode.of(chosen), cut.detail(), end.trailers().get(GrpcStatus.DETAILS), mostBytes);
            } else {
                writeError(block, cut, ruled, roomy);
            }
        }
        if (end.neverSent()) {
            block.once(Words.UNSTARTED, "true");
        }
        Words.metadata(block, end.trailers());
    }

    /** Writes a status as the service has it, for callers that know gRPC only. */
    private static void writeStatus(
            HpackEncoder block, GrpcCode code, String message, @Nullable String details, long mostBytes) {
        block.repeated(Words.STATUS, Integer.toString(code.number())).once(Words.MESSAGE, Percent.encode(message));
        if (details != null && details.length() <= mostBytes / 2) {
            block.once(Words.DETAILS, details);
        }
    }

    private static void writeError(HpackEncoder block, MicroError error, @Nullable GrpcCode ruled, boolean roomy) {
        GrpcCode code = ruled == null ? GrpcCode.of(error) : ruled;
        String number = Integer.toString(code.number());
        String json = ErrorHeader.write(error);
        block.repeated(Words.STATUS, number).once(Words.MESSAGE, Percent.encode(json));
        boolean alone = ruled != null || code == GrpcCode.DEADLINE_EXCEEDED || code == GrpcCode.CANCELLED;
        if (!alone && (roomy || error.detail().length() <= SHORT)) {
            block.once(Words.DETAILS, StatusDetails.write(code.number(), json, error));
        }
    }

    /** Returns the end that {@code trailers} tell, or null if they tell none. */
    static @Nullable End read(HeaderList trailers) {
        String status = trailers.get(Words.STATUS);
        if (status == null) {
            return null;
        }
        Metadata said = Words.metadata(trailers);
        if (status.equals("0")) {
            return End.ok(said);
        }
        String details = trailers.get(Words.DETAILS);
        String encoded = trailers.get(Words.MESSAGE);
        String message = encoded == null ? "" : Percent.decode(encoded);
        MicroError error = microError(details, message);
        if (error == null) {
            GrpcCode code = GrpcCode.of(status);
            error = MicroError.of(CLIENT, code.microCode(), message);
            said = said.with(GrpcStatus.CODE, Integer.toString(code.number()));
            said = details == null ? said : said.with(GrpcStatus.DETAILS, details);
        }
        return End.answered(error, said, "true".equals(trailers.get(Words.UNSTARTED)));
    }

    /** Returns the error, if one of go-micro's was said. */
    private static @Nullable MicroError microError(@Nullable String details, String message) {
        MicroError detail = details == null ? null : StatusDetails.read(details);
        if (detail != null) {
            return detail;
        }
        MicroError written = ErrorHeader.read(message);
        boolean isError = message.startsWith("{")
                && !written.detail().equals(message)
                && !(written.id().isEmpty() && written.detail().isEmpty()); // some other JSON
        return isError ? written : null;
    }

    private static MicroError shortened(MicroError error) {
        String detail = error.detail();
        return detail.length() <= SHORT
                ? error
                : new MicroError(error.id(), error.code(), detail.substring(0, SHORT) + "…", error.status());
    }
}
