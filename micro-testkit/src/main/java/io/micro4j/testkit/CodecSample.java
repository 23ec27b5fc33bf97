package io.micro4j.testkit;

import static java.util.Objects.requireNonNull;

import io.micro4j.call.MessageType;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A message to put a codec to the test with. Immutable, but for the message.
 *
 * @param <T> the message's class
 * @param type its type
 * @param message a message that says something
 * @param empty what a body of no bytes holds
 * @param unknown bodies that hold {@code message} and something more that the type does not know; none if the codec has no such thing
 * @param malformed bodies that hold no message; none if the codec takes any. Where they hold text, it has the word {@link #SECRET} in it
 * @param change changes a message; null if messages cannot change
 */
public record CodecSample<T>(
        MessageType<T> type,
        T message,
        T empty,
        List<byte[]> unknown,
        List<byte[]> malformed,
        @Nullable Consumer<T> change) {
    /** What no error may repeat. */
    public static final String SECRET = "s3cret";

    public CodecSample {
        requireNonNull(type, "type");
        unknown = List.copyOf(unknown);
        malformed = List.copyOf(malformed);
    }

    /** Returns a sample of a type that cannot change, whose every body holds a message. */
    public static <T> CodecSample<T> of(MessageType<T> type, T message, T empty) {
        return new CodecSample<>(type, message, empty, List.of(), List.of(), null);
    }

    /** Returns this sample with bodies that say more than its type knows. */
    public CodecSample<T> withUnknown(byte[]... unknown) {
        return new CodecSample<>(type, message, empty, List.of(unknown), malformed, change);
    }

    /** Returns this sample with bodies that hold no message. */
    public CodecSample<T> withMalformed(byte[]... malformed) {
        return new CodecSample<>(type, message, empty, unknown, List.of(malformed), change);
    }

    /** Returns this sample with a way to change a message. */
    public CodecSample<T> withChange(Consumer<T> change) {
        return new CodecSample<>(type, message, empty, unknown, malformed, change);
    }

    @Override
    public String toString() {
        return type.name();
    }
}
