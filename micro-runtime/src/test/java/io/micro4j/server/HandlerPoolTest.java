package io.micro4j.server;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class HandlerPoolTest {
    private static final int SIZE = 16;

    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
    private final HandlerPool pool = pool(SIZE, Duration.ofSeconds(30));

    private HandlerPool pool(int size, Duration idle) {
        return new HandlerPool(size, idle, task -> {
            Thread thread = new Thread(task, "handler-pool-test");
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler((on, failure) -> uncaught.add(failure));
            threads.add(thread);
            return thread;
        });
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void tasksBeginInTheirOrder() {
        HandlerPool one = pool(1, Duration.ofSeconds(30));
        List<Integer> ran = new ArrayList<>();

        IntStream.range(0, 10_000).forEach(i -> one.execute(() -> ran.add(i)));
        one.close();

        await().until(() -> ends(threads));
        assertThat(ran)
                .containsExactlyElementsOf(IntStream.range(0, 10_000).boxed().toList());
    }

    @Test
    void shortTasksThatComeTogetherKeepOneThreadBusyAndAnotherOnTheLookout() throws Exception {
        CountDownLatch ran = new CountDownLatch(10_000);
        Set<Thread> ranOn = ConcurrentHashMap.newKeySet();

        for (int i = 0; i < 10_000; i++) {
            pool.execute(() -> {
                ranOn.add(Thread.currentThread());
                ran.countDown();
            });
        }

        assertThat(ran.await(20, SECONDS)).isTrue();
        assertThat(ranOn.size()).isLessThan(SIZE);
    }

    /** All of them have to be at work at once, though each came while another seemed to be enough. */
    @Test
    void tasksThatWaitForEachOtherGetOn() throws Exception {
        CountDownLatch together = new CountDownLatch(SIZE);
        CountDownLatch met = new CountDownLatch(SIZE);

        for (int i = 0; i < SIZE; i++) {
            pool.execute(() -> {
                together.countDown();
                awaitQuietly(together);
                met.countDown();
            });
        }

        assertThat(met.await(20, SECONDS)).isTrue();
        assertThat(threads).hasSize(SIZE);
    }

    @Test
    void aTaskDoesNotWaitForTheOneBeforeIt() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        HandlerPool two = pool(2, Duration.ofSeconds(30));

        two.execute(() -> awaitQuietly(gate));
        two.execute(second::countDown);

        assertThat(second.await(20, SECONDS)).isTrue();
        gate.countDown();
        two.close();
    }

    @Test
    void noneIsLostHoweverTheyComeAndWhatTheyDo() throws Exception {
        int each = 50_000;
        HandlerPool restless = pool(4, Duration.ofNanos(1));
        AtomicInteger ran = new AtomicInteger();
        Thread[] producers = IntStream.range(0, 4)
                .mapToObj(producer -> new Thread(() -> {
                    for (int i = 0; i < each; i++) {
                        int number = i;
                        restless.execute(() -> {
                            ran.incrementAndGet();
                            if (number % 1_000 == 0) {
                                Thread.currentThread().interrupt();
                                throw new IllegalStateException("as the test wants it");
                            }
                            if (number % 5_000 == 1) {
                                awaitQuietly(new CountDownLatch(1), 1_000_000);
                            }
                        });
                        if (i % 100 == 0) {
                            LockSupport.parkNanos(1);
                        }
                    }
                }))
                .toArray(Thread[]::new);

        for (Thread producer : producers) {
            producer.start();
        }
        for (Thread producer : producers) {
            producer.join();
        }

        await().untilAsserted(() -> assertThat(ran).hasValue(4 * each));
        restless.close();
        await().until(() -> ends(threads));
        assertThat(uncaught).hasSize(4 * each / 1_000).allMatch(IllegalStateException.class::isInstance);
    }

    @Test
    void threadsThatHaveNothingToDoEnd() {
        HandlerPool hasty = pool(SIZE, Duration.ofMillis(1));
        CountDownLatch ran = new CountDownLatch(100);

        IntStream.range(0, 100).forEach(i -> hasty.execute(ran::countDown));

        await().until(() -> ran.getCount() == 0 && ends(threads));
    }

    @Test
    void whatIsThereIsRunAfterTheCloseAndNothingElse() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch ran = new CountDownLatch(100);
        HandlerPool one = pool(1, Duration.ofSeconds(30));
        one.execute(() -> awaitQuietly(gate));
        IntStream.range(0, 100).forEach(i -> one.execute(ran::countDown));

        one.close();

        assertThatThrownBy(() -> one.execute(ran::countDown)).isInstanceOf(RejectedExecutionException.class);
        gate.countDown();
        assertThat(ran.await(20, SECONDS)).isTrue();
        await().until(() -> ends(threads));
    }

    private static boolean ends(Queue<Thread> threads) {
        return threads.stream().noneMatch(Thread::isAlive);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        awaitQuietly(latch, SECONDS.toNanos(20));
    }

    private static void awaitQuietly(CountDownLatch latch, long nanos) {
        try {
            var unused = latch.await(nanos, NANOSECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
