package io.micro4j.transport.grpc;

import io.micro4j.call.MicroError;

/** gRPC's status codes, and which of go-micro's error codes stands for which: go-micro, server/grpc/error.go and client/grpc/error.go. */
final class Status {
    static final int OK = 0;
    static final int CANCELLED = 1;
    static final int UNKNOWN = 2;
    static final int INVALID_ARGUMENT = 3;
    static final int DEADLINE_EXCEEDED = 4;
    static final int NOT_FOUND = 5;
    static final int ALREADY_EXISTS = 6;
    static final int PERMISSION_DENIED = 7;
    static final int RESOURCE_EXHAUSTED = 8;
    static final int FAILED_PRECONDITION = 9;
    static final int ABORTED = 10;
    static final int OUT_OF_RANGE = 11;
    static final int UNIMPLEMENTED = 12;
    static final int INTERNAL = 13;
    static final int UNAVAILABLE = 14;
    static final int DATA_LOSS = 15;
    static final int UNAUTHENTICATED = 16;

    private Status() {}

    /** Returns the status for an error of go-micro's. Those beyond its own list get what gRPC has for them. */
    static int of(MicroError error) {
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

    /** Returns the code of the error that a status stands for. */
    static int code(int status) {
        return switch (status) {
            case CANCELLED -> 499;
            case INVALID_ARGUMENT, OUT_OF_RANGE -> 400;
            case DEADLINE_EXCEEDED -> 408;
            case NOT_FOUND -> 404;
            case ALREADY_EXISTS, ABORTED -> 409;
            case PERMISSION_DENIED -> 403;
            case RESOURCE_EXHAUSTED -> 429;
            case FAILED_PRECONDITION -> 412;
            case UNIMPLEMENTED -> 501;
            case UNAVAILABLE -> 503;
            case UNAUTHENTICATED -> 401;
            default -> 500;
        };
    }

    /** Returns the code for a response without a status of gRPC's: grpc/grpc, doc/http-grpc-status-mapping.md. */
    static int codeOfHttp(String httpStatus) {
        return switch (httpStatus) {
            case "401" -> 401;
            case "403" -> 403;
            case "404" -> 501;
            case "429", "502", "503", "504" -> 503;
            default -> 500;
        };
    }
}
