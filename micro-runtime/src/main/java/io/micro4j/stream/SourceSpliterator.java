package io.micro4j.stream;

import java.util.Spliterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Draws from a source, one message at a time, and refuses to split: a call has one reader. */
final class SourceSpliterator<T> implements Spliterator<T> {
    static final int CHARACTERISTICS = ORDERED | NONNULL;

    private final MessageSource<T> source;

    private SourceSpliterator(MessageSource<T> source) {
        this.source = source;
    }

    static <T> SourceSpliterator<T> of(MessageSource<T> source, LeakGuard guard) {
        SourceSpliterator<T> reader = new SourceSpliterator<>(source);
        guard.watch(reader);
        return reader;
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
        T message = source.next();
        if (message == null) {
            return false;
        }
        action.accept(message);
        return true;
    }

    @Override
    public void forEachRemaining(Consumer<? super T> action) {
        source.forEachRemaining(action);
    }

    @Override
    public @Nullable Spliterator<T> trySplit() {
        return null;
    }

    @Override
    public long estimateSize() {
        return Long.MAX_VALUE;
    }

    @Override
    public int characteristics() {
        return CHARACTERISTICS;
    }
}
