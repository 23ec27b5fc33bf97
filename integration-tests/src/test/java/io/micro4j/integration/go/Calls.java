package io.micro4j.integration.go;

import com.google.protobuf.Message;
import io.micro4j.call.CallOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Calls one server of the service {@code Peer}, in one language. Safe for use by many threads. */
interface Calls {
    /** How long a call may take that has no other limit. */
    Duration LIMIT = Duration.ofSeconds(5);

    /** Makes a call with one request and one reply; {@code method} may be one that is not there. */
    Outcome unary(String method, Message request, CallOptions options);

    /** Makes a call with one request, and gives it up after a while. */
    Outcome abandoned(String method, Message request, Duration patience, CallOptions options);

    /**
     * Makes a streaming call.
     *
     * @param expect after how many replies the caller leaves; 0 to wait for the end
     * @param pause between two requests
     */
    Outcome stream(String method, List<? extends Message> requests, int expect, Duration pause, CallOptions options);

    /**
     * Makes calls that the server counts, each with a text of its own. Each must be answered as the first of its kind.
     *
     * @return what else was answered, and how often
     */
    Map<String, Integer> repeat(String prefix, int calls, int parallel, CallOptions options);

    /** Returns {@code failures}; fails unless these and the good answers are as many as the calls. */
    static Map<String, Integer> complete(int calls, int good, Map<String, Integer> failures) {
        int ended = good + failures.values().stream().mapToInt(n -> n).sum();
        if (ended != calls) {
            throw new AssertionError(
                    ended + " of " + calls + " calls ended, " + good + " well, others with " + failures);
        }
        return failures;
    }
}
