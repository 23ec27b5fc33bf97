package io.micro4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micro4j.call.Context;
import io.micro4j.call.Deadline;
import io.micro4j.call.Metadata;
import io.micro4j.call.MicroException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Replies said in a loop, drawn in this process, as a test of a service draws them. */
@Timeout(30)
final class RepliesTest {
    private final CountDownLatch left = new CountDownLatch(1);
    private final AtomicReference<Thread> thread = new AtomicReference<>();

    private Stream<Integer> counting(int end) {
        return Replies.from(out -> {
            thread.set(Thread.currentThread());
            try {
                for (int i = 1; i <= end; i++) {
                    out.accept(i);
                }
            } finally {
                left.countDown();
            }
        });
    }

    @Test
    void runsOnTheThreadThatDrawsAll() {
        List<Integer> drawn = new ArrayList<>();

        counting(3).map(i -> 2 * i).sequential().forEachOrdered(drawn::add);

        assertThat(drawn).containsExactly(2, 4, 6);
        assertThat(thread.get()).isSameAs(Thread.currentThread());
    }

    @Test
    void runsNothingBeforeItIsDrawn() {
        counting(3).close();
        assertThat(thread.get()).isNull();
    }

    @Test
    void isLeftWhenTheStreamHasHadEnough() throws InterruptedException {
        assertThat(counting(Integer.MAX_VALUE).limit(3).toList()).containsExactly(1, 2, 3);

        assertThat(left.await(20, TimeUnit.SECONDS)).isTrue();
        thread.get().join(20_000);
        assertThat(thread.get().isAlive()).isFalse();
    }

    @Test
    void isLeftWhenItWaitsForSomethingElse() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        Stream<Integer> replies = Replies.from(out -> {
            try {
                out.accept(1);
                never.await();
            } finally {
                left.countDown();
            }
        });
        Iterator<Integer> iterator = replies.iterator();
        assertThat(iterator.next()).isEqualTo(1);

        replies.close();

        assertThat(left.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void givesOneAfterTheOtherToAnIterator() {
        try (Stream<Integer> replies = counting(3)) {
            assertThat(replies.iterator()).toIterable().containsExactly(1, 2, 3);
        }
    }

    @Test
    void throwsWhatItsBodyThrows() {
        MicroException conflict = MicroException.conflict("no");
        Stream<Integer> all = Replies.from(out -> {
            out.accept(1);
            throw conflict;
        });
        assertThatThrownBy(all::count).isSameAs(conflict);

        Stream<Integer> one = Replies.from(out -> {
            throw conflict;
        });
        assertThatThrownBy(one::findFirst).isSameAs(conflict);

        Stream<Integer> checked = Replies.from(out -> {
            throw new IOException("disk on fire");
        });
        assertThatThrownBy(checked::toList)
                .isInstanceOf(MicroException.class)
                .hasMessageContaining("disk on fire")
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void refusesNull() {
        Stream<Integer> replies = Replies.from(out -> out.accept(null));
        assertThatThrownBy(replies::toList)
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("a reply is null");
    }

    @Test
    void takesTheContextAlong() {
        Context context = Context.of(
                Metadata.EMPTY,
                Deadline.after(Duration.ofMinutes(1)),
                "peer",
                "id",
                new io.micro4j.call.Cancellation());
        Stream<String> replies =
                Replies.from(out -> out.accept(Context.current().peer()));

        assertThat(context.call(replies::findFirst)).contains("peer");
    }

    @Test
    void answersRequestsOneByOne() {
        Stream<String> replies = Replies.to(Stream.of("a", "b", "c"), caller -> {
            for (Optional<String> next = caller.receive(); next.isPresent(); next = caller.receive()) {
                caller.send(next.get() + caller.receive().orElse("-"));
            }
        });
        assertThat(replies).containsExactly("ab", "c-");
    }

    @Test
    void closesTheRequests() {
        Stream<String> requests = Stream.of("a", "b").onClose(left::countDown);

        assertThat(Replies.to(requests, caller -> caller.send("enough"))).containsExactly("enough");

        assertThat(left.getCount()).isZero();
    }
}
