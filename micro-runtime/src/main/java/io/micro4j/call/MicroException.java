package io.micro4j.call;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call that failed. The one exception that crosses the wire: what a handler throws as this, its caller catches as this.
 *
 * <p>A handler need not name itself: an empty id becomes the name of its service. The cause stays in the process.
 */
public final class MicroException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient MicroError error;
    private final boolean neverSent;
    private final transient Metadata trailers;
    private final transient List<Attempt> attempts;

    private MicroException(
            MicroError error, Metadata trailers, boolean neverSent, @Nullable Throwable cause, List<Attempt> attempts) {
        super(error.toString(), cause);
        this.error = error;
        this.trailers = trailers;
        this.neverSent = neverSent;
        this.attempts = attempts;
    }

    /** Returns the exception of {@code error}. */
    public static MicroException of(MicroError error) {
        return new MicroException(requireNonNull(error, "error"), Metadata.EMPTY, false, null, List.of());
    }

    /** Returns an exception with a code of your own choice. */
    public static MicroException of(int code, String detail) {
        return of(MicroError.of("", code, detail));
    }

    /** 400: the request makes no sense. The caller is at fault and should not try again. */
    public static MicroException badRequest(String detail) {
        return of(400, detail);
    }

    /** 401: nobody knows who calls. The caller should authenticate. */
    public static MicroException unauthorized(String detail) {
        return of(401, detail);
    }

    /** 403: the caller is known and may not. */
    public static MicroException forbidden(String detail) {
        return of(403, detail);
    }

    /** 404: what the request names is not there; also a service or an endpoint that is not. */
    public static MicroException notFound(String detail) {
        return of(404, detail);
    }

    /** 405: what the request names cannot do that. */
    public static MicroException methodNotAllowed(String detail) {
        return of(405, detail);
    }

    /** 408: no reply within the deadline. Whether the call took effect is not known. */
    public static MicroException timeout(String detail) {
        return of(408, detail);
    }

    /** 409: what the request wants contradicts what is there. */
    public static MicroException conflict(String detail) {
        return of(409, detail);
    }

    /** 413: a message is larger than the receiving side allows. */
    public static MicroException tooLarge(String detail) {
        return of(413, detail);
    }

    /** 429: the caller asks too often, and should wait. */
    public static MicroException tooManyRequests(String detail) {
        return of(429, detail);
    }

    /** 499: the caller gave up before the reply. */
    public static MicroException cancelled(String detail) {
        return of(499, detail);
    }

    /** 500: the service is at fault. */
    public static MicroException internal(String detail) {
        return of(500, detail);
    }

    /** 501: nobody implemented this. */
    public static MicroException notImplemented(String detail) {
        return of(501, detail);
    }

    /** 503: nobody can take the call now; another node or a later time may. */
    public static MicroException unavailable(String detail) {
        return of(503, detail);
    }

    /** Returns this failure with {@code id}, if it has none. */
    public MicroException orId(String id) {
        return error.id().isEmpty()
                ? new MicroException(error.orId(id), trailers, neverSent, getCause(), attempts).at(this)
                : this;
    }

    /** Returns this failure with {@code cause}, which stays in this process. */
    public MicroException because(@Nullable Throwable cause) {
        return new MicroException(error, trailers, neverSent, cause, attempts).at(this);
    }

    /** Returns this failure, marked as one of a call that no handler saw, so that it may be made again. */
    public MicroException asNeverSent() {
        return neverSent ? this : new MicroException(error, trailers, true, getCause(), attempts).at(this);
    }

    /** Returns this failure with the tries of the call that ended so. They stay in this process. */
    public MicroException withAttempts(List<Attempt> attempts) {
        return attempts.isEmpty() && this.attempts.isEmpty()
                ? this
                : new MicroException(error, trailers, neverSent, getCause(), List.copyOf(attempts)).at(this);
    }

    /** Returns this failure with what is said beside the error. */
    public MicroException withTrailers(Metadata trailers) {
        return trailers.isEmpty() && this.trailers.isEmpty()
                ? this
                : new MicroException(error, requireNonNull(trailers, "trailers"), neverSent, getCause(), attempts)
                        .at(this);
    }

    /** Returns what crosses the wire. */
    public MicroError error() {
        return error;
    }

    /** Returns where it came from: the name of a service. */
    public String id() {
        return error.id();
    }

    /** Returns the code, one of HTTP's status codes or the application's own; 0 if none was said. */
    public int code() {
        return error.code();
    }

    /** Returns what happened, for a person. */
    public String detail() {
        return error.detail();
    }

    /** Returns the standard phrase of the code; empty for a code of the application's own. */
    public String status() {
        return error.status();
    }

    /** Returns what was said beside the error: gRPC's trailing metadata. It crosses the wire as well. */
    public Metadata trailers() {
        return trailers;
    }

    /** Returns whether it is certain that no handler saw the call. */
    public boolean neverSent() {
        return neverSent;
    }

    /** Returns each try of a call that failed on its caller's side, in the order in which they ended; empty for what no call threw. */
    public List<Attempt> attempts() {
        return attempts;
    }

    private MicroException at(MicroException origin) {
        setStackTrace(origin.getStackTrace());
        return this;
    }
}
