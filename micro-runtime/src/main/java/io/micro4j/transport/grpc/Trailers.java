package io.micro4j.transport.grpc;

import io.micro4j.call.GrpcCode;
import io.micro4j.call.GrpcStatus;
import io.micro4j.call.Metadata;
import io.micro4j.call.MicroError;
import io.micro4j.transport.End;
import io.micro4j.transport.http2.HeaderList;
import io.micro4j.transport.http2.HpackEncoder;
import io.micro4j.transport.mucp.ErrorHeader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** How a call ended, as gRPC's trailers say it: a status, and the error as go-micro's JSON and as a detail. */
final class Trailers {
    private static final Logger LOG = System.getLogger("io.micro4j.transport");
    private static final String CLIENT = "go.micro.client";

    /** The most of a text whose whole does not fit. */
    private static final int SHORT = 500;

    /** The words around the texts, and a reply's head. */
    private static final int FEW = 512;

    private Trailers() {}

    /**
     * Writes {@code end}. Texts that the peer does not take are cut short; details and trailers that it does not take are left out.
     *
     * @param ruled the code, where gRPC's own rules say it, and that nothing is added to it; null for an answer of the service's
     * @param mostBytes the largest block of headers that the peer takes
     */
    static void write(HpackEncoder block, End end, @Nullable GrpcCode ruled, long mostBytes) {
        MicroError error = end.error();
        long left = mostBytes - FEW;
        if (error == null) {
            block.repeated(Words.STATUS, "0");
        } else {
            String chosen = end.trailers().get(GrpcStatus.CODE);
            left = chosen != null && !chosen.equals("0")
                    ? writeStatus(
                            block, GrpcCode.of(chosen), error, end.trailers().get(GrpcStatus.DETAILS), left)
                    : writeError(block, error, ruled, left);
        }
        if (end.neverSent()) {
            block.once(Words.UNSTARTED, "true");
        }
        long most = Words.most(end.trailers());
        if (most <= left) {
            Words.metadata(block, end.trailers());
        } else {
            long room = left;
            LOG.log(
                    Level.WARNING,
                    () -> "Trailers of " + most + " bytes are left out: the caller takes " + Math.max(0, room)
                            + " more (its maxHeaderBytes). Send fewer");
        }
    }

    /** Writes a status as the service has it, for callers that know gRPC only. Returns how many bytes are left. */
    private static long writeStatus(
            HpackEncoder block, GrpcCode code, MicroError error, @Nullable String details, long most) {
        block.repeated(Words.STATUS, Integer.toString(code.number()));
        String message = Percent.encode(error.detail());
        if (message.length() > most) {
            message = Percent.encode(shortened(error.detail()));
        }
        return details(block, details, message(block, message, most));
    }

    /** Returns how many bytes are left. */
    private static long writeError(HpackEncoder block, MicroError error, @Nullable GrpcCode ruled, long most) {
        GrpcCode code = ruled == null ? GrpcCode.of(error) : ruled;
        block.repeated(Words.STATUS, Integer.toString(code.number()));
        String json = ErrorHeader.write(error);
        String message = Percent.encode(json);
        if (message.length() > most) {
            message = Percent.encode(ErrorHeader.write(
                    new MicroError(error.id(), error.code(), shortened(error.detail()), error.status())));
        }
        long left = message(block, message, most);
        boolean alone = ruled != null || code == GrpcCode.DEADLINE_EXCEEDED || code == GrpcCode.CANCELLED;
        boolean large = error.detail().length() > left; // not worth the coding
        return alone || large ? left : details(block, StatusDetails.write(code.number(), json, error), left);
    }

    private static long message(HpackEncoder block, String message, long most) {
        if (message.length() > most) {
            return most; // the status is all that such a peer takes
        }
        block.once(Words.MESSAGE, message);
        return most - message.length();
    }

    private static long details(HpackEncoder block, @Nullable String details, long most) {
        if (details == null || details.length() > most) {
            return most;
        }
        block.once(Words.DETAILS, details);
        return most - details.length();
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

    private static String shortened(String text) {
        if (text.length() <= SHORT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(SHORT - 1)) ? SHORT - 1 : SHORT;
        return text.substring(0, end) + "…";
    }
}
