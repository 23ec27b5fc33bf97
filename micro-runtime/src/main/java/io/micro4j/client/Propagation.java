package io.micro4j.client;

import io.micro4j.call.Context;
import io.micro4j.call.Metadata;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Says what of an incoming call's metadata travels on with the calls that it makes. */
final class Propagation {
    /** Names a call in every log of every service that it reaches. */
    static final String CALL_ID = "Micro-Call-Id";

    private static final Set<String> WIRE_WORDS = Set.of(
            "connection",
            "host",
            "user-agent",
            "timeout",
            "local",
            "remote",
            "upgrade",
            "expect",
            "te",
            "trailer",
            "transfer-encoding",
            "keep-alive",
            "cookie",
            "via",
            "forwarded",
            "origin",
            "referer",
            "date",
            "server");
    private static final Set<String> MICRO_WORDS = Set.of("micro-call-id", "micro-namespace", "micro-from-service");

    private Propagation() {}

    /** Returns what travels with a call made in {@code context}: what may travel on, then {@code own}, and a call id. */
    static Metadata metadata(Context context, Metadata own) {
        Metadata inherited = context.metadata();
        if (inherited.isEmpty() && own.isEmpty()) {
            return Metadata.of(CALL_ID, freshId());
        }
        Metadata.Builder metadata = Metadata.builder();
        for (int i = 0; i < inherited.size(); i++) {
            if (travelsOn(inherited.name(i))) {
                metadata.put(inherited.name(i), inherited.value(i));
            }
        }
        metadata.putAll(own);
        metadata.putIfAbsent(CALL_ID, context.callId().isEmpty() ? freshId() : context.callId());
        return metadata.build();
    }

    static boolean travelsOn(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        if (key.startsWith("micro-")) {
            return MICRO_WORDS.contains(key);
        }
        return !WIRE_WORDS.contains(key)
                && !key.startsWith(":")
                && !key.startsWith("content-")
                && !key.startsWith("accept")
                && !key.startsWith("proxy-")
                && !key.startsWith("grpc-")
                && !key.startsWith("sec-")
                && !key.startsWith("if-")
                && !key.startsWith("x-micro-")
                && !key.startsWith("x-forwarded-");
    }

    private static String freshId() {
        return Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE);
    }
}
