package io.micro4j.integration.go;

import com.google.protobuf.Message;
import io.micro4j.call.CallOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Looks at each call that a cell makes: it ends in time, and if it fails, in words.
 *
 * @param outcomes gets how each of them ended
 */
record Witness(Calls calls, Consumer<Outcome> outcomes) implements Calls {
    private static final Duration MARGIN = Duration.ofSeconds(2);

    @Override
    public Outcome unary(String method, Message request, CallOptions options) {
        return seen(calls.unary(method, request, options));
    }

    @Override
    public Outcome abandoned(String method, Message request, Duration patience, CallOptions options) {
        return seen(calls.abandoned(method, request, patience, options));
    }

    @Override
    public Outcome stream(
            String method, List<? extends Message> requests, int expect, Duration pause, CallOptions options) {
        return seen(calls.stream(method, requests, expect, pause, options));
    }

    @Override
    public Map<String, Integer> repeat(String prefix, int number, int parallel, CallOptions options) {
        return calls.repeat(prefix, number, parallel, options);
    }

    private Outcome seen(Outcome outcome) {
        if (outcome.took().compareTo(LIMIT.plus(MARGIN)) > 0) {
            throw new IllegalStateException("a call hung for " + outcome.took());
        }
        if (outcome.error() != null
                && outcome.error().code() == 0
                && outcome.error().detail().isEmpty()) {
            throw new IllegalStateException("a call failed without a word");
        }
        outcomes.accept(outcome);
        return outcome;
    }
}
