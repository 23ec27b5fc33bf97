package io.micro4j.call;

import static java.util.Objects.requireNonNull;

/**
 * What went wrong, as it travels between services. Immutable.
 *
 * <p>The fields and their meaning are go-micro's {@code errors.Error}; empty strings and a code of 0 stand for what was not said.
 *
 * @param id where it came from: the name of a service
 * @param code one of HTTP's status codes, or a code of the application's own
 * @param detail what happened, for a person
 * @param status the standard phrase of {@code code}
 */
public record MicroError(String id, int code, String detail, String status) {
    public MicroError {
        requireNonNull(id, "id");
        requireNonNull(detail, "detail");
        requireNonNull(status, "status");
    }

    /** Returns an error whose status is the standard phrase of {@code code}. */
    public static MicroError of(String id, int code, String detail) {
        return new MicroError(id, code, detail, Status.phrase(code));
    }

    /** Returns this error with {@code id}, if it has none. */
    public MicroError orId(String id) {
        return this.id.isEmpty() ? new MicroError(id, code, detail, status) : this;
    }

    @Override
    public String toString() {
        return (id.isEmpty() ? "" : id + ": ") + (code == 0 ? "" : code + " " + status + ": ") + detail;
    }
}
