package io.micro4j.codec.json;

import io.micro4j.codec.Encoded;
import io.micro4j.codec.Marshaller;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One that is made when it is first used: protobuf's JSON takes some 40 ms to load, before a server can start, and most services are never
 * asked for it.
 */
final class LazyMarshaller<T> implements Marshaller<T> {
    private final Supplier<Marshaller<T>> maker;
    private volatile @Nullable Marshaller<T> made;

    /** Returns one that {@code maker} makes, perhaps more than once. */
    LazyMarshaller(Supplier<Marshaller<T>> maker) {
        this.maker = maker;
    }

    @Override
    public Encoded encode(T message) {
        return made().encode(message);
    }

    @Override
    public T decode(byte[] bytes, int offset, int length) {
        return made().decode(bytes, offset, length);
    }

    private Marshaller<T> made() {
        Marshaller<T> known = made;
        if (known == null) {
            known = maker.get();
            made = known;
        }
        return known;
    }
}
