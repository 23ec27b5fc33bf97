package io.micro4j.integration.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Int32Value;
import io.micro4j.broker.BrokerException;
import io.micro4j.broker.SubscribeOptions;
import io.micro4j.integration.RunningProcess;
import io.micro4j.service.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * 100,000 messages over the http broker to three processes, two of them in one queue, one of which is killed and started again, twice: what was
 * reported as delivered was handled, or is in the dead-letter topic. Counted.
 */
@Tag("slow")
final class KilledSubscriberTest {
    private static final int COUNT = 100_000;
    private static final int PUBLISHERS = 16;
    private static final int POISON = 1_000;
    private static final String TOPIC = "numbers";
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final System.Logger LOG = System.getLogger(KilledSubscriberTest.class.getName());

    private final List<RunningProcess> processes = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicIntegerArray delivered = new AtomicIntegerArray(COUNT);
    private final AtomicIntegerArray dead = new AtomicIntegerArray(COUNT);
    private final AtomicInteger failures = new AtomicInteger();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        processes.forEach(RunningProcess::close);
    }

    @Test
    @Timeout(240)
    void losesNothingThatWasReportedAsDelivered() throws Exception {
        start("work", "first", POISON);
        RunningProcess killed = start("work", "second", POISON);
        start("", "all", 0);
        long began = System.nanoTime();
        try (Service publisher = publisher()) {
            List<Future<?>> publishing = publish(publisher);
            for (int round = 1; round <= 2; round++) {
                awaitProgress(round * COUNT / 4);
                killed.close();
                awaitProgress(round * COUNT / 4 + COUNT / 10);
                killed = start("work", "second", POISON);
            }
            for (Future<?> each : publishing) {
                each.get();
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;

        int[] first = Recorder.read(directory.resolve("first"), COUNT);
        int[] second = Recorder.read(directory.resolve("second"), COUNT);
        int[] all = Recorder.read(directory.resolve("all"), COUNT);
        int lost = 0;
        int twice = 0;
        int letters = 0;
        for (int number = 0; number < COUNT; number++) {
            int ofQueue = first[number] + second[number] + dead.get(number);
            boolean reported = delivered.get(number) == 1;
            lost += reported && (ofQueue == 0 || all[number] == 0) ? 1 : 0;
            twice += ofQueue > 1 || all[number] > 1 ? 1 : 0;
            letters += dead.get(number) > 0 ? 1 : 0;
        }
        String account = String.format(
                "%d messages in %.1f s: %d reported as delivered, %d not; %d lost, %d handled twice, %d dead letters; %d and %d by the members",
                COUNT, seconds, sum(delivered), failures.get(), lost, twice, letters, sum(first), sum(second));
        LOG.log(System.Logger.Level.INFO, account);
        assertThat(lost).as(account).isZero();
        assertThat(failures.get()).as(account).isZero();
        assertThat(letters).as(account).isEqualTo(COUNT / POISON);
        assertThat(sum(second)).as(account).isGreaterThan(COUNT / 10);
    }

    /** Returns a started service that publishes, and keeps the dead letters. */
    private Service publisher() {
        Service service = Service.builder("publisher")
                .environment(Recorder.environment(registry()))
                .build();
        service.subscribe(
                Recorder.DEAD,
                Recorder.NUMBER,
                SubscribeOptions.DEFAULT,
                number -> dead.incrementAndGet(number.getValue()));
        service.start();
        return service;
    }

    private List<Future<?>> publish(Service publisher) {
        ExecutorService threads = Executors.newFixedThreadPool(PUBLISHERS);
        List<Future<?>> publishing = new ArrayList<>();
        for (int i = 0; i < PUBLISHERS; i++) {
            publishing.add(threads.submit(() -> publishAll(publisher)));
        }
        threads.shutdown();
        return publishing;
    }

    private void publishAll(Service publisher) {
        for (int number = next.getAndIncrement(); number < COUNT; number = next.getAndIncrement()) {
            try {
                publisher.client().publish(TOPIC, Int32Value.of(number));
                delivered.set(number, 1);
            } catch (BrokerException e) {
                failures.incrementAndGet();
                LOG.log(System.Logger.Level.INFO, "not delivered", e);
            }
        }
    }

    private void awaitProgress(int number) throws InterruptedException {
        while (next.get() < number) {
            Thread.onSpinWait();
            synchronized (this) {
                wait(10);
            }
        }
    }

    private RunningProcess start(String queue, String file, int poison) {
        RunningProcess process =
                RunningProcess.start(file, Recorder.command(registry(), TOPIC, queue, directory.resolve(file), poison));
        processes.add(process);
        process.awaitLine(Pattern.compile("^subscribed"), LIMIT);
        return process;
    }

    private Path registry() {
        return directory.resolve("registry");
    }

    private static int sum(int[] times) {
        int sum = 0;
        for (int each : times) {
            sum += each;
        }
        return sum;
    }

    private static int sum(AtomicIntegerArray times) {
        int sum = 0;
        for (int i = 0; i < times.length(); i++) {
            sum += times.get(i);
        }
        return sum;
    }
}
