package io.micro4j.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class CallStreamTest {
    private final Numbers numbers = new Numbers(10);

    @Test
    void drawsNothingBeforeItsTerminalOperation() {
        Stream<Integer> stream = CallStream.of(numbers).map(n -> n + 1).filter(n -> n > 3);

        assertThat(stream).isNotNull();
        assertThat(numbers.drawn).isZero();
        assertThat(numbers.isOpen()).isFalse();
    }

    @TestFactory
    Stream<DynamicTest> closesAfterEveryTerminalOperation() {
        return Stream.of(
                closes("toList", List.of(0, 1, 2, 3), Stream::toList),
                closes("limit", List.of(0, 1), stream -> stream.limit(2).toList()),
                closes("findFirst", Optional.of(0), Stream::findFirst),
                closes(
                        "takeWhile",
                        List.of(0, 1),
                        stream -> stream.takeWhile(n -> n < 2).toList()),
                closes("anyMatch", true, stream -> stream.anyMatch(n -> n == 2)),
                closes("count", 4L, Stream::count),
                closes("reduce", 6, stream -> stream.reduce(0, Integer::sum)),
                closes("ints", 6, stream -> stream.mapToInt(n -> n).sum()),
                closes(
                        "longs, boxed again",
                        Optional.of(0L),
                        stream -> stream.mapToLong(n -> n).boxed().findFirst()),
                closes("doubles", 6.0, stream -> stream.mapToDouble(n -> n).sum()),
                closes(
                        "parallel",
                        List.of(1, 2, 3, 4),
                        stream -> stream.parallel().map(n -> n + 1).toList()),
                closes(
                        "mapMulti",
                        Optional.of(0),
                        stream ->
                                stream.<Object>mapMulti((n, to) -> to.accept(n)).findFirst()));
    }

    @Test
    void closesWhatItWasJoinedWith() {
        Stream.concat(Stream.of(0), CallStream.of(numbers)).close();

        assertThat(numbers.closed).isTrue();
    }

    private static DynamicTest closes(String name, Object result, Function<Stream<Integer>, Object> operation) {
        return DynamicTest.dynamicTest(name, () -> {
            Numbers numbers = new Numbers(4);

            assertThat(operation.apply(CallStream.of(numbers))).isEqualTo(result);
            assertThat(numbers.closed).isTrue();
        });
    }

    @Test
    void drawsNoMoreThanItsUserWants() {
        List<Integer> first = CallStream.of(numbers).limit(3).toList();

        assertThat(first).containsExactly(0, 1, 2);
        assertThat(numbers.drawn).isEqualTo(3);
    }

    @Test
    void flatMapDrawsAndCloses() {
        List<Integer> all =
                Stream.of(1, 2).flatMap(n -> CallStream.of(new Numbers(n))).toList();

        assertThat(all).containsExactly(0, 0, 1);
    }

    @Test
    void closesWhenItsUserThrows() {
        Stream<Integer> stream = CallStream.of(numbers);

        assertThatThrownBy(() -> stream.forEach(n -> {
                    throw new IllegalStateException("enough");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("enough");
        assertThat(numbers.closed).isTrue();
    }

    @Test
    void iteratorIsClosedByItsUser() {
        try (Stream<Integer> stream = CallStream.of(numbers)) {
            Iterator<Integer> iterator = stream.iterator();

            assertThat(iterator.next()).isZero();
            assertThat(numbers.closed).isFalse();
        }
        assertThat(numbers.closed).isTrue();
    }

    @Test
    void abandonedIteratorIsClosedByTheCleaner() {
        startAndAbandon(numbers);

        await("the cleaner to close an iterator that nobody holds")
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    System.gc();
                    return numbers.closed;
                });
    }

    private static void startAndAbandon(Numbers numbers) {
        assertThat(CallStream.of(numbers).iterator().next()).isZero();
    }

    /** Gives the numbers from 0 on. */
    private static final class Numbers implements MessageSource<Integer> {
        private final int count;
        private final List<String> notes = new ArrayList<>();
        private int drawn;
        private volatile boolean closed;

        Numbers(int count) {
            this.count = count;
        }

        @Override
        public @Nullable Integer next() {
            notes.add("next");
            return drawn == count ? null : drawn++;
        }

        @Override
        public boolean isOpen() {
            return !notes.isEmpty() && !closed;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
