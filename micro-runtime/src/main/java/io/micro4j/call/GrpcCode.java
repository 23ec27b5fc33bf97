package io.micro4j.call;

/**
 * gRPC's status codes (grpc/grpc, doc/statuscodes.md), and which of go-micro's error codes stands for which: go-micro, server/grpc/error.go and
 * client/grpc/error.go.
 */
public enum GrpcCode {
    /** No failure. */
    OK(0, 200),
    /** The caller gave up. */
    CANCELLED(1, 499),
    /** The service failed, and says no more. */
    UNKNOWN(2, 500),
    /** The request makes no sense, whatever the state of the service. */
    INVALID_ARGUMENT(3, 400),
    /** The time was over before the reply. */
    DEADLINE_EXCEEDED(4, 408),
    /** What the request names is not there. */
    NOT_FOUND(5, 404),
    /** What the request wants to make is there. */
    ALREADY_EXISTS(6, 409),
    /** The caller is known, and may not. */
    PERMISSION_DENIED(7, 403),
    /** A quota or a limit is used up, or a message is too large. */
    RESOURCE_EXHAUSTED(8, 429),
    /** The state of the service has to be mended first. */
    FAILED_PRECONDITION(9, 412),
    /** Another was faster; the caller may begin the whole again. */
    ABORTED(10, 409),
    /** The request goes beyond what is there now. */
    OUT_OF_RANGE(11, 400),
    /** Nobody implemented this. */
    UNIMPLEMENTED(12, 501),
    /** The service broke its own rules. */
    INTERNAL(13, 500),
    /** Nobody can take the call now; another node or a later time may. */
    UNAVAILABLE(14, 503),
    /** Data is lost or broken. */
    DATA_LOSS(15, 500),
    /** Nobody knows who calls. */
    UNAUTHENTICATED(16, 401);

    private static final GrpcCode[] BY_NUMBER = values();

    private final int number;
    private final int microCode;

    GrpcCode(int number, int microCode) {
        this.number = number;
        this.microCode = microCode;
    }

    /** Returns the code for an error of go-micro's. Those beyond its own list get what gRPC has for them. */
    public static GrpcCode of(MicroError error) {
        return switch (error.code()) {
            case 400 -> INVALID_ARGUMENT;
            case 401 -> UNAUTHENTICATED;
            case 403 -> PERMISSION_DENIED;
            case 404 -> NOT_FOUND;
            case 408 -> DEADLINE_EXCEEDED;
            case 409 -> ALREADY_EXISTS;
            case 412 -> FAILED_PRECONDITION;
            case 413, 429 -> RESOURCE_EXHAUSTED;
            case 499 -> CANCELLED;
            case 500 -> INTERNAL;
            case 501 -> UNIMPLEMENTED;
            case 503 -> UNAVAILABLE;
            default -> UNKNOWN;
        };
    }

    /** Returns the code that {@code grpc-status} says; {@link #UNKNOWN} for what is none. Only {@code 0} is {@link #OK}. */
    public static GrpcCode of(String number) {
        try {
            int index = Integer.parseInt(number);
            return (index > 0 && index < BY_NUMBER.length) || number.equals("0") ? BY_NUMBER[index] : UNKNOWN;
        } catch (NumberFormatException e) {
            return UNKNOWN;
        }
    }

    /** Returns the number that gRPC has for it. */
    public int number() {
        return number;
    }

    /** Returns the code of the error that this stands for. */
    public int microCode() {
        return microCode;
    }
}
