package io.micro4j.testkit.rules;

import static io.micro4j.testkit.rules.Counting.COUNT;
import static io.micro4j.testkit.rules.Counting.DOUBLE;
import static io.micro4j.testkit.rules.Counting.ECHO;
import static io.micro4j.testkit.rules.Counting.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Int32Value;
import io.micro4j.Replies;
import io.micro4j.call.Exchange;
import io.micro4j.call.MicroException;
import io.micro4j.server.Handler;
import io.micro4j.transport.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Talk that depends on what was heard, with a window of one message and one handler thread. */
@Timeout(60)
abstract class ExchangeContract {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private @Nullable Pair pair;

    /** Opens a transport that is closed after the test. */
    abstract Transport open();

    @AfterEach
    final void close() {
        if (pair != null) {
            pair.close();
        }
    }

    private Exchange<Int32Value, Int32Value> talkTo(Replies.Talk<Int32Value, Int32Value> talk) {
        return serving(routes -> routes.bidiStream(DOUBLE, requests -> Replies.to(requests, talk)))
                .client()
                .open(Pair.SERVICE, DOUBLE);
    }

    private Pair serving(Handler handler) {
        pair = Pair.of(open(), handler);
        return pair;
    }

    @Test
    void eachSideSaysWhatDependsOnTheOther() {
        int secret = 713;
        try (Exchange<Int32Value, Int32Value> game = talkTo(caller -> {
            for (Optional<Int32Value> guess = caller.receive(); guess.isPresent(); guess = caller.receive()) {
                caller.send(number(Integer.compare(secret, guess.get().getValue())));
            }
        })) {
            int low = 0;
            int high = 1000;
            int answer = 1;
            while (answer != 0) {
                int guess = (low + high) / 2;
                game.send(number(guess));
                answer = game.receive().orElseThrow().getValue();
                low = answer > 0 ? guess + 1 : low;
                high = answer < 0 ? guess - 1 : high;
            }
            game.halfClose();

            assertThat((low + high) / 2).isEqualTo(secret);
            assertThat(game.receive()).isEmpty();
            assertThat(game.receive()).isEmpty();
        }
    }

    @Test
    void repliesGoOnAfterTheRequestsHaveEnded() {
        try (Exchange<Int32Value, Int32Value> sums = talkTo(caller -> {
            int sum = 0;
            for (Optional<Int32Value> next = caller.receive(); next.isPresent(); next = caller.receive()) {
                sum += next.get().getValue();
            }
            caller.send(number(sum));
            caller.send(number(-sum));
        })) {
            for (int i = 1; i <= 100; i++) {
                sums.send(number(i));
            }
            sums.halfClose();
            sums.halfClose();

            assertThat(sums.receive()).contains(number(5050));
            assertThat(sums.receive()).contains(number(-5050));
            assertThat(sums.receive()).isEmpty();
            assertThatThrownBy(() -> sums.send(number(1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("halfClose()");
        }
    }

    @Test
    void theServerMayEndFirst() {
        try (Exchange<Int32Value, Int32Value> talk = talkTo(caller -> caller.send(number(1)))) {
            assertThat(talk.receive()).contains(number(1));
            assertThat(talk.receive()).isEmpty();

            assertThatThrownBy(() -> talk.send(number(2)))
                    .isInstanceOf(MicroException.class)
                    .hasMessageContaining("the server has ended the call");
        }
    }

    @Test
    void aFailureArrivesAtBothSidesOfTheTalk() {
        try (Exchange<Int32Value, Int32Value> talk = talkTo(caller -> {
            caller.receive();
            throw MicroException.conflict("no such number");
        })) {
            talk.send(number(1));

            assertThatThrownBy(talk::receive)
                    .isInstanceOfSatisfying(
                            MicroException.class, e -> assertThat(e.code()).isEqualTo(409))
                    .hasMessageContaining("no such number");
            assertThatThrownBy(() -> talk.send(number(2))).hasMessageContaining("no such number");
        }
    }

    @Test
    void aCheckedExceptionArrivesAsAnInternalError() {
        try (Exchange<Int32Value, Int32Value> talk = talkTo(caller -> {
            throw new IOException("disk on fire");
        })) {
            assertThatThrownBy(talk::receive)
                    .isInstanceOfSatisfying(
                            MicroException.class, e -> assertThat(e.code()).isEqualTo(500));
        }
    }

    @Test
    void closingCancelsAndRunsFinallyOnTheServer() throws InterruptedException {
        CountDownLatch left = new CountDownLatch(1);
        Exchange<Int32Value, Int32Value> talk = talkTo(caller -> {
            try {
                caller.send(number(1));
                caller.receive();
            } finally {
                left.countDown();
            }
        });
        assertThat(talk.receive()).contains(number(1));
        assertThat(left.getCount()).isOne();

        talk.close();
        talk.close();

        assertThat(left.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(talk::receive).isInstanceOf(MicroException.class);
        assertThatThrownBy(() -> talk.send(number(1))).isInstanceOf(MicroException.class);
    }

    @Test
    void anInterruptedSenderCancelsAndKeepsItsFlag() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        BlockingQueue<Boolean> flag = new LinkedBlockingQueue<>();
        Exchange<Int32Value, Int32Value> talk = talkTo(caller -> release.await());
        Thread sender = new Thread(() -> {
            try {
                while (true) {
                    talk.send(number(1));
                }
            } catch (RuntimeException e) {
                thrown.set(e);
                flag.add(Thread.currentThread().isInterrupted());
            }
        });
        sender.start();
        await().atMost(LIMIT).until(() -> sender.getState() == Thread.State.WAITING);

        sender.interrupt();

        assertThat(flag.poll(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(thrown.get()).isInstanceOf(MicroException.class).hasMessageContaining("interrupted");
        release.countDown();
    }

    @Test
    void nobodyThereIsSaidWhenItIsUsed() {
        Pair pair = serving(routes -> {});
        try (Exchange<Int32Value, Int32Value> talk = pair.client().open("nobody", DOUBLE)) {
            assertThatThrownBy(talk::receive).isInstanceOf(MicroException.class).hasMessageContaining("nobody");
        }
    }

    @Test
    void onlyTalkIsOpened() {
        Pair pair = serving(routes -> {});
        assertThatThrownBy(() -> pair.client().open(Pair.SERVICE, ECHO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Counting.Echo");
    }

    @Test
    void repliesInALoopWaitForRoomAndRunFinally() throws InterruptedException {
        AtomicReference<Thread> handler = new AtomicReference<>();
        CountDownLatch left = new CountDownLatch(1);
        Pair pair = serving(routes -> routes.serverStream(
                COUNT,
                request -> Replies.from(out -> {
                    handler.set(Thread.currentThread());
                    try {
                        for (int i = 1; true; i++) {
                            out.accept(number(i));
                        }
                    } finally {
                        left.countDown();
                    }
                })));

        try (Stream<Int32Value> replies = pair.caller().serverStream(COUNT, number(0))) {
            Iterator<Int32Value> iterator = replies.iterator();
            assertThat(iterator.next()).isEqualTo(number(1));
            await("the handler waits for room")
                    .atMost(LIMIT)
                    .until(() -> handler.get().getState() == Thread.State.WAITING);
            assertThat(iterator.next()).isEqualTo(number(2));
            assertThat(left.getCount()).isOne();
        }

        assertThat(left.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
}
