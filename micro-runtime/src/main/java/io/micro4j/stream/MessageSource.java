package io.micro4j.stream;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a stream of messages draws from. For one thread, but for {@link #close}.
 *
 * @param <T> the messages
 */
public interface MessageSource<T> extends AutoCloseable {
    /** Waits for the next message; null if there is none left. The first call opens the source. */
    @Nullable
    T next();

    /** Gives each message to {@code action}, until there is none left. */
    default void forEachRemaining(Consumer<? super T> action) {
        for (T message = next(); message != null; message = next()) {
            action.accept(message);
        }
    }

    /** Returns whether it was opened and neither closed nor drawn to its end. */
    boolean isOpen();

    /** Nobody draws more. Closing twice, or what was never opened, is allowed. */
    @Override
    void close();
}
