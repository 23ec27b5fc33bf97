package io.micro4j.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.micro4j.call.Metadata;
import io.micro4j.call.MicroException;
import io.micro4j.registry.Node;
import io.micro4j.registry.Registry;
import io.micro4j.registry.RegistryEvent;
import io.micro4j.registry.RegistryException;
import io.micro4j.registry.ServiceEntry;
import io.micro4j.registry.Watch;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class RegistryCacheTest {
    private static final ServiceEntry GREETER =
            new ServiceEntry("greeter", "", Metadata.EMPTY, List.of(), List.of(Node.of("a:1")));
    private static final Duration TTL = SelectorOptions.DEFAULT.ttl();

    private final AtomicLong clock = new AtomicLong();
    private final ScriptedRegistry registry = new ScriptedRegistry();
    private final RegistryCache cache =
            new RegistryCache(registry, SelectorOptions.DEFAULT, new Sources(clock::get, bound -> 0));
    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private final Logger log = Logger.getLogger("io.micro4j.selector");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @AfterEach
    void close() {
        log.removeHandler(handler);
        cache.close();
    }

    private Known find() {
        return cache.find("greeter", clock.get());
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    @Test
    void keepsWhatItKnewWhenTheRegistryIsGoneAndSaysSo() {
        log.addHandler(handler);
        registry.found = List.of(GREETER);
        assertThat(find().nodes()).hasSize(1);

        registry.broken = true;
        pass(TTL.multipliedBy(2));

        assertThat(find().nodes()).hasSize(1);
        await("the words on the log")
                .until(() -> logged.stream()
                        .anyMatch(words ->
                                words.contains("does not answer; calls to \"greeter\" go on with the 1 nodes")));
        assertThat(find().nodes()).hasSize(1);
    }

    @Test
    void asksAgainOnceWhatItKnowsIsOld() {
        registry.found = List.of(GREETER);
        find();
        find();
        assertThat(registry.asked).hasValue(1);

        registry.found = List.of(GREETER.withNodes(List.of(Node.of("a:1"), Node.of("b:2"))));
        pass(TTL);

        await("the refresh").until(() -> find().nodes().size() == 2);
        assertThat(registry.asked).hasValue(2);
    }

    @Test
    void thatNobodyIsThereIsRememberedForAMoment() {
        assertThatExceptionOfType(MicroException.class).isThrownBy(this::find);
        registry.found = List.of(GREETER);
        assertThatExceptionOfType(MicroException.class).isThrownBy(this::find);
        assertThat(registry.asked).hasValue(1);

        pass(SelectorOptions.DEFAULT.absence());

        assertThat(find().nodes()).hasSize(1);
    }

    @Test
    void manyWhoLookForOneServiceAskOnce() throws InterruptedException {
        registry.found = List.of(GREETER);
        registry.gate = new CountDownLatch(1);
        List<Thread> threads = new CopyOnWriteArrayList<>();
        ExecutorService callers = Executors.newFixedThreadPool(32, task -> {
            Thread thread = new Thread(task);
            threads.add(thread);
            return thread;
        });
        try {
            List<CompletableFuture<Known>> found = IntStream.range(0, 32)
                    .mapToObj(i -> CompletableFuture.supplyAsync(this::find, callers))
                    .toList();
            assertThat(registry.entered.await(10, TimeUnit.SECONDS)).isTrue();
            await("all to wait")
                    .until(() -> threads.stream().allMatch(each -> each.getState() == Thread.State.WAITING));
            registry.gate.countDown();

            found.forEach(each -> assertThat(each.join().nodes()).hasSize(1));
            assertThat(registry.asked).hasValue(1);
        } finally {
            callers.shutdownNow();
        }
    }

    /** Answers as a test says, and tells nobody of changes. */
    private static final class ScriptedRegistry implements Registry {
        final AtomicInteger asked = new AtomicInteger();
        final CountDownLatch entered = new CountDownLatch(1);
        volatile CountDownLatch gate = new CountDownLatch(0);
        volatile List<ServiceEntry> found = List.of();
        volatile boolean broken;

        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public void register(ServiceEntry service, Duration ttl) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void deregister(ServiceEntry service) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<ServiceEntry> find(String name) {
            asked.incrementAndGet();
            entered.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new RegistryException("interrupted", e);
            }
            if (broken) {
                throw new RegistryException("it is gone", null);
            }
            return found;
        }

        @Override
        public List<String> list() {
            return List.of();
        }

        @Override
        public Watch watch(String name, Consumer<RegistryEvent> listener) {
            return () -> {};
        }

        @Override
        public void close() {}
    }
}
