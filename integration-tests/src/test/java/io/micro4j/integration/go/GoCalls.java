package io.micro4j.integration.go;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.micro4j.call.CallOptions;
import io.micro4j.call.MicroError;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Calls made by a {@link GoPeer}. */
final class GoCalls implements Calls {
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private final GoPeer peer;
    private final String address;

    GoCalls(GoPeer peer, String address) {
        this.peer = peer;
        this.address = address;
    }

    @Override
    public Outcome unary(String method, Message request, CallOptions options) {
        return outcome(method, run(command("call", method, options).with(request), limit(options)));
    }

    @Override
    public Outcome abandoned(String method, Message request, Duration patience, CallOptions options) {
        GoCommand command = command("call", method, options).with(request).with("Cancel", patience.toMillis());
        return outcome(method, run(command, limit(options)));
    }

    @Override
    public Outcome stream(
            String method, List<? extends Message> requests, int expect, Duration pause, CallOptions options) {
        GoCommand command = command("stream", method, options)
                .with(requests)
                .with("Expect", expect)
                .with("Pause", pause.toMillis());
        return outcome(method, run(command, limit(options)));
    }

    @Override
    public Map<String, Integer> repeat(String prefix, int calls, int parallel, CallOptions options) {
        GoCommand command = command("repeat", "Count", options)
                .with("Calls", calls)
                .with("Parallel", parallel)
                .with("Request", Base64.getEncoder().encodeToString(prefix.getBytes()));
        GoAnswer answer = run(command, Duration.ofSeconds(60));
        return Calls.complete(calls, answer.good(), answer.failures() == null ? Map.of() : answer.failures());
    }

    private GoAnswer run(GoCommand command, Duration limit) {
        return peer.run(command, limit.plus(MARGIN));
    }

    private GoCommand command(String verb, String method, CallOptions options) {
        CallOptions limited = CallOptions.DEFAULT
                .withTimeout(LIMIT)
                .withContentType("application/protobuf")
                .with(options);
        return GoCommand.of(verb)
                .with("Service", "peer")
                .with("Address", address)
                .with("Method", method)
                .with(limited);
    }

    private static Duration limit(CallOptions options) {
        return Objects.requireNonNullElse(options.timeout(), LIMIT);
    }

    private static Outcome outcome(String method, GoAnswer answer) {
        List<String> replies = answer.replies() != null
                ? answer.replies()
                : answer.error() == null && !method.equals("Watch") ? List.of(orEmpty(answer.reply())) : List.of();
        MicroError error = answer.microError();
        return new Outcome(
                replies.stream().map(reply -> message(method, reply)).toList(),
                error,
                Duration.ofMillis(answer.millis()));
    }

    private static String orEmpty(@Nullable String reply) {
        return reply == null ? "" : reply;
    }

    private static Message message(String method, String base64) {
        try {
            return JavaCalls.replyOf(method)
                    .getParserForType()
                    .parseFrom(ByteString.copyFrom(Base64.getDecoder().decode(base64)));
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("a reply of " + method + " cannot be read", e);
        }
    }
}
