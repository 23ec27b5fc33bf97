package io.micro4j.server;

import io.micro4j.call.Metadata;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** The name that a call has in the logs of every service that it reaches. */
final class CallId {
    /** The key under which it travels. */
    static final String KEY = "Micro-Call-Id";

    private CallId() {}

    /** Returns the id that came with the call, or a new one. */
    static String of(Metadata metadata) {
        String given = metadata.get(KEY);
        return given == null || given.isEmpty()
                ? HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong())
                : given;
    }
}
