package io.micro4j;

import static java.util.Objects.requireNonNull;

import io.micro4j.call.Exchange;
import io.micro4j.stream.CallStream;
import io.micro4j.stream.PushedSource;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Replies of a service that are said in a loop, where a method returns a {@link Stream}.
 *
 * <pre>{@code
 * public Stream<Price> watch(Sku sku) {
 *     return Replies.from(out -> {
 *         try (Feed feed = feeds.open(sku)) {
 *             while (true) {
 *                 out.accept(feed.take());
 *             }
 *         }
 *     });
 * }
 * }</pre>
 */
public final class Replies {
    private Replies() {}

    /**
     * Says the replies of one call.
     *
     * @param <R> the replies
     */
    @FunctionalInterface
    public interface Body<R> {
        /**
         * Gives each reply to {@code out}, which waits until there is room for it. Once nobody wants more, {@code out} throws, and a thread that waits for
         * something else is interrupted: leave, through {@code finally}.
         */
        void say(Consumer<R> out) throws Exception;
    }

    /**
     * Talks in one call.
     *
     * @param <S> the replies
     * @param <Q> the requests
     */
    @FunctionalInterface
    public interface Talk<S, Q> {
        /** Receives requests and sends replies. The call ends when this returns. */
        void with(Exchange<S, Q> caller) throws Exception;
    }

    /**
     * Returns the stream of what {@code body} says. It runs when the stream is drawn: on the thread that draws, if that draws all; else, as for
     * {@code limit} or an iterator, on one of its own, which is interrupted when the stream is closed.
     *
     * <p>What {@code body} throws is thrown to whoever draws; a checked exception in a {@code MicroException}.
     */
    public static <R> Stream<R> from(Body<R> body) {
        requireNonNull(body, "body");
        return CallStream.of(new PushedSource<>(body::say));
    }

    /**
     * Returns the stream of what {@code talk} sends, while it receives {@code requests}: the server's side of what {@code Client.open} is for a client. It
     * runs as that of {@link #from} does.
     */
    public static <S, Q> Stream<S> to(Stream<Q> requests, Talk<S, Q> talk) {
        requireNonNull(talk, "talk");
        return from(out -> {
            try (Exchange<S, Q> caller = new ServedExchange<>(requests, out)) {
                talk.with(caller);
            }
        });
    }
}
