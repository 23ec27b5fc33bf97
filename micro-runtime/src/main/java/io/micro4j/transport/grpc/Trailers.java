package io.micro4j.transport.grpc;

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
     * @param status the status, if it is not the one that the error stands for; else -1
     * @param mostBytes the largest block of headers that the peer takes
     */
    static void write(HpackEncoder block, End end, int status, long mostBytes) {
        MicroError error = end.error();
        if (error == null) {
            block.repeated(Words.STATUS, "0");
        } else {
            int said = status < 0 ? Status.of(error) : status;
            boolean roomy = mostBytes >= ROOMY;
            MicroError cut = roomy ? error : shortened(error);
            String json = ErrorHeader.write(cut);
            block.repeated(Words.STATUS, Integer.toString(said)).once(Words.MESSAGE, Percent.encode(json));
            if (roomy || error.detail().length() <= SHORT) {
                block.once(Words.DETAILS, StatusDetails.write(said, json, cut));
            }
        }
        if (end.neverSent()) {
            block.once(Words.UNSTARTED, "true");
        }
        Words.metadata(block, end.trailers());
    }

    /** Returns the end that {@code trailers} tell, or null if they tell none. */
    static @Nullable End read(HeaderList trailers) {
        String status = trailers.get(Words.STATUS);
        if (status == null) {
            return null;
        }
        if (status.equals("0")) {
            return End.ok(Words.metadata(trailers));
        }
        return End.answered(
                error(status, trailers), Words.metadata(trailers), "true".equals(trailers.get(Words.UNSTARTED)));
    }

    private static MicroError error(String status, HeaderList trailers) {
        String details = trailers.get(Words.DETAILS);
        MicroError detail = details == null ? null : StatusDetails.read(details);
        if (detail != null) {
            return detail;
        }
        String said = trailers.get(Words.MESSAGE);
        String message = said == null ? "" : Percent.decode(said);
        MicroError written = ErrorHeader.read(message);
        boolean isJson = message.startsWith("{") && !written.detail().equals(message);
        return isJson ? written : MicroError.of(CLIENT, Status.code(number(status)), message);
    }

    private static int number(String status) {
        try {
            return Integer.parseInt(status);
        } catch (NumberFormatException e) {
            return Status.UNKNOWN;
        }
    }

    private static MicroError shortened(MicroError error) {
        String detail = error.detail();
        return detail.length() <= SHORT
                ? error
                : new MicroError(error.id(), error.code(), detail.substring(0, SHORT) + "…", error.status());
    }
}
