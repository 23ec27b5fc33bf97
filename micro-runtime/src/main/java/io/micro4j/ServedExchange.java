package io.micro4j;

import io.micro4j.call.Exchange;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Talk with the caller of a method that takes a stream and returns one. */
final class ServedExchange<S, Q> implements Exchange<S, Q> {
    private final Stream<Q> requests;
    private final Consumer<S> out;
    private @Nullable Iterator<Q> iterator;
    private volatile boolean halfClosed;

    ServedExchange(Stream<Q> requests, Consumer<S> out) {
        this.requests = requests;
        this.out = out;
    }

    @Override
    public void send(S message) {
        if (halfClosed) {
            throw new IllegalStateException("halfClose() said that nothing more would be sent");
        }
        out.accept(message);
    }

    @Override
    public Optional<Q> receive() {
        if (iterator == null) {
            iterator = requests.iterator();
        }
        return iterator.hasNext() ? Optional.of(iterator.next()) : Optional.empty();
    }

    @Override
    public void halfClose() {
        halfClosed = true;
    }

    @Override
    public void close() {
        halfClosed = true;
        requests.close();
    }
}
