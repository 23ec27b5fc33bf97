package io.micro4j.stream;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.stream.BaseStream;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Makes the {@link Stream} of a call: the JDK's, but that it closes itself when any terminal operation returns or throws, so that
 * {@code limit(3).toList()} leaves no call behind. Only {@code iterator()} and {@code spliterator()} leave the closing to their user.
 *
 * <p>A proxy and not a class with each method, so that operations which later JDKs add to the interface reach the JDK's implementation too.
 */
public final class CallStream implements InvocationHandler {
    private final BaseStream<?, ?> stream;
    private final LeakGuard guard;

    private CallStream(BaseStream<?, ?> stream, LeakGuard guard) {
        this.stream = stream;
        this.guard = guard;
    }

    /** Returns the stream of what {@code source} gives. The source is opened by the terminal operation and closed after it. */
    @SuppressWarnings("unchecked") // a stream's element type is not there at run time
    public static <T> Stream<T> of(MessageSource<T> source) {
        LeakGuard guard = new LeakGuard(source);
        Stream<T> stream = StreamSupport.stream(
                        () -> SourceSpliterator.of(source, guard), SourceSpliterator.CHARACTERISTICS, false)
                .onClose(() -> {
                    source.close();
                    guard.closed();
                });
        return (Stream<T>) wrap(Stream.class, stream, guard);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        boolean terminal = isTerminal(method);
        if (isIterator(method)) {
            guard.iterating();
        }
        Object result;
        try {
            result = method.invoke(stream, arguments);
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause() == null ? e : e.getCause();
            if (terminal) {
                closeAfter(thrown);
            }
            throw thrown;
        }
        if (terminal) {
            stream.close();
        }
        return result instanceof BaseStream<?, ?> next ? wrap(next, guard) : result;
    }

    private void closeAfter(Throwable thrown) {
        try {
            stream.close();
        } catch (RuntimeException e) {
            thrown.addSuppressed(e);
        }
    }

    private static boolean isTerminal(Method method) {
        return method.getDeclaringClass() != Object.class
                && !BaseStream.class.isAssignableFrom(method.getReturnType())
                && !isIterator(method)
                && !method.getName().equals("isParallel")
                && !method.getName().equals("close");
    }

    private static boolean isIterator(Method method) {
        Class<?> type = method.getReturnType();
        return Iterator.class.isAssignableFrom(type) || Spliterator.class.isAssignableFrom(type);
    }

    private static Object wrap(BaseStream<?, ?> stream, LeakGuard guard) {
        if (stream instanceof Stream) {
            return wrap(Stream.class, stream, guard);
        } else if (stream instanceof IntStream) {
            return wrap(IntStream.class, stream, guard);
        } else if (stream instanceof LongStream) {
            return wrap(LongStream.class, stream, guard);
        }
        return wrap(DoubleStream.class, stream, guard);
    }

    private static Object wrap(Class<?> type, BaseStream<?, ?> stream, LeakGuard guard) {
        return Proxy.newProxyInstance(
                CallStream.class.getClassLoader(), new Class<?>[] {type}, new CallStream(stream, guard));
    }
}
