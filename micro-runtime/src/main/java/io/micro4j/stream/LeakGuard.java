package io.micro4j.stream;

import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;
import org.jspecify.annotations.Nullable;

/** Closes the source of an iterator that was abandoned before its end, with one warning that says where it was made. */
final class LeakGuard {
    private static final Cleaner CLEANER = Cleaner.create();

    private final MessageSource<?> source;
    private @Nullable Throwable openedAt;
    private Cleaner.@Nullable Cleanable cleanable;

    LeakGuard(MessageSource<?> source) {
        this.source = source;
    }

    /** The caller now makes an iterator, which nothing closes by itself. */
    void iterating() {
        openedAt = new Throwable("The iterator was made here");
    }

    /** Watches {@code reader}, which alone draws from the source, if it does so for an iterator. */
    void watch(Object reader) {
        if (openedAt != null) {
            cleanable = CLEANER.register(reader, new Abandoned(source, openedAt));
        }
    }

    /** The source was closed by its user, or came to its end. */
    void closed() {
        if (cleanable != null) {
            cleanable.clean();
        }
    }

    /** Must not hold on to the reader. */
    private record Abandoned(MessageSource<?> source, Throwable openedAt) implements Runnable {
        @Override
        public void run() {
            if (source.isOpen()) {
                System.getLogger("io.micro4j.stream")
                        .log(
                                Level.WARNING,
                                "An iterator over " + source
                                        + " was abandoned; its call is cancelled. Close its stream.",
                                openedAt);
                source.close();
            }
        }
    }
}
