package io.micro4j.testkit.rules;

import static io.micro4j.testkit.rules.Counting.COUNT;
import static io.micro4j.testkit.rules.Counting.DOUBLE;
import static io.micro4j.testkit.rules.Counting.ECHO;
import static io.micro4j.testkit.rules.Counting.SUM;
import static io.micro4j.testkit.rules.Counting.number;
import static io.micro4j.testkit.rules.Counting.text;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Int32Value;
import com.google.protobuf.StringValue;
import io.micro4j.call.CallOptions;
import io.micro4j.call.Context;
import io.micro4j.call.MicroException;
import io.micro4j.server.Handler;
import io.micro4j.transport.Transport;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The rules that make plain signatures safe, each with a window of one message and one handler thread. */
@Timeout(60)
abstract class RulesContract {
    private @Nullable Pair pair;

    /** Opens a transport that is closed after the test. */
    abstract Transport open();

    @AfterEach
    final void close() {
        if (pair != null) {
            pair.close();
        }
    }

    private Pair serving(Handler handler) {
        pair = Pair.of(open(), handler);
        return pair;
    }

    private static Stream<Int32Value> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Counting::number);
    }

    private static void eventually(String what, java.util.concurrent.Callable<Boolean> condition) {
        await(what).atMost(Duration.ofSeconds(20)).until(condition);
    }

    @Test
    void everyShapeWorks() {
        Pair pair = serving(routes -> {
            routes.unary(ECHO, request -> request);
            routes.serverStream(COUNT, request -> numbers(request.getValue()));
            routes.clientStream(
                    SUM,
                    requests -> number(requests.mapToInt(Int32Value::getValue).sum()));
            routes.bidiStream(DOUBLE, requests -> requests.map(request -> number(2 * request.getValue())));
        });

        assertThat(pair.caller().unary(ECHO, text("hé"))).isEqualTo(text("hé"));
        assertThat(pair.caller().serverStream(COUNT, number(200))).hasSize(200);
        assertThat(pair.caller().clientStream(SUM, numbers(200))).isEqualTo(number(19_900));
        assertThat(pair.caller().bidiStream(DOUBLE, numbers(200)).map(Int32Value::getValue))
                .hasSize(200)
                .startsWith(0, 2, 4)
                .endsWith(398);
    }

    @Test
    void emptyStreamsEnd() {
        Pair pair = serving(routes -> {
            routes.serverStream(COUNT, request -> Stream.empty());
            routes.clientStream(SUM, requests -> number((int) requests.count()));
            routes.bidiStream(DOUBLE, requests -> requests);
        });

        assertThat(pair.caller().serverStream(COUNT, number(0))).isEmpty();
        assertThat(pair.caller().clientStream(SUM, Stream.empty())).isEqualTo(number(0));
        assertThat(pair.caller().bidiStream(DOUBLE, Stream.empty())).isEmpty();
    }

    @Test
    void pingPongDoesNotDeadlock() {
        Pair pair = serving(routes ->
                routes.bidiStream(DOUBLE, requests -> requests.map(request -> number(request.getValue() + 1))));
        BlockingQueue<Int32Value> ping = new LinkedBlockingQueue<>(List.of(number(0)));

        List<Int32Value> pongs = pair.caller()
                .bidiStream(DOUBLE, Stream.generate(() -> take(ping)))
                .peek(ping::add)
                .limit(50)
                .toList();

        assertThat(pongs).hasSize(50).endsWith(number(50));
    }

    @Test
    void replyBeforeTheUploadEndsStopsTheUpload() {
        Pair pair = serving(routes ->
                routes.clientStream(SUM, requests -> requests.findFirst().orElseThrow()));
        AtomicInteger drawn = new AtomicInteger();

        Int32Value reply = pair.caller()
                .clientStream(SUM, Stream.iterate(number(7), n -> n).peek(n -> drawn.incrementAndGet()));

        assertThat(reply).isEqualTo(number(7));
        assertThat(drawn.get()).isPositive();
    }

    @Test
    void uploadIsClosedByTheCall() {
        Pair pair = serving(routes -> routes.clientStream(SUM, requests -> number((int) requests.count())));
        AtomicBoolean closed = new AtomicBoolean();

        pair.caller().clientStream(SUM, numbers(3).onClose(() -> closed.set(true)));

        assertThat(closed).isTrue();
    }

    @Test
    void limitEndsTheCallAtTheServer() {
        AtomicBoolean closed = new AtomicBoolean();
        Pair pair = serving(routes -> routes.serverStream(
                COUNT,
                request ->
                        Stream.iterate(number(0), n -> number(n.getValue() + 1)).onClose(() -> closed.set(true))));

        List<Int32Value> first =
                pair.caller().serverStream(COUNT, number(0)).limit(3).toList();

        assertThat(first).containsExactly(number(0), number(1), number(2));
        eventually("the handler's stream to be closed", closed::get);
    }

    @Test
    void findFirstAndTakeWhileEndTheCallAtTheServer() {
        AtomicInteger closed = new AtomicInteger();
        Pair pair = serving(routes -> routes.serverStream(
                COUNT,
                request ->
                        Stream.iterate(number(0), n -> number(n.getValue() + 1)).onClose(closed::incrementAndGet)));

        assertThat(pair.caller().serverStream(COUNT, number(0)).findFirst()).contains(number(0));
        assertThat(pair.caller().serverStream(COUNT, number(0)).takeWhile(n -> n.getValue() < 2))
                .hasSize(2);
        eventually("both handlers' streams to be closed", () -> closed.get() == 2);
    }

    @Test
    void theHandlersStreamIsDrawnAsFastAsItsReaderReads() {
        AtomicInteger made = new AtomicInteger();
        Pair pair = serving(routes -> routes.serverStream(
                COUNT,
                request -> Stream.generate(() -> number(made.incrementAndGet())).flatMap(Stream::of)));

        try (Stream<Int32Value> replies = pair.caller().serverStream(COUNT, number(0))) {
            Iterator<Int32Value> iterator = replies.iterator();
            assertThat(iterator.next()).isEqualTo(number(1));
            assertThat(iterator.next()).isEqualTo(number(2));
        }
        assertThat(made.get()).isLessThan(100_000);
    }

    @Test
    void anAbandonedIteratorEndsItsCall() {
        AtomicBoolean closed = new AtomicBoolean();
        Pair pair = serving(routes -> routes.serverStream(
                COUNT, request -> Stream.generate(() -> number(1)).onClose(() -> closed.set(true))));

        assertThat(pair.caller().serverStream(COUNT, number(0)).iterator().next())
                .isEqualTo(number(1));

        eventually("the abandoned call to end at the server", () -> {
            System.gc();
            return closed.get();
        });
    }

    @Test
    void aStreamNeverReadNeverStarts() {
        AtomicInteger started = new AtomicInteger();
        Pair pair = serving(routes -> {
            routes.serverStream(COUNT, request -> {
                started.incrementAndGet();
                return Stream.empty();
            });
            routes.unary(ECHO, request -> request);
        });

        pair.caller().serverStream(COUNT, number(0)).close();

        assertThat(pair.caller().unary(ECHO, text("after"))).isEqualTo(text("after"));
        assertThat(started).hasValue(0);
    }

    @Test
    void aHandlerMayStreamWhatItCalls() {
        AtomicReference<Function<Int32Value, Stream<Int32Value>>> self = new AtomicReference<>();
        Pair pair = serving(routes -> {
            routes.serverStream(
                    COUNT, request -> request.getValue() > 0 ? self.get().apply(request) : numbers(5));
        });
        self.set(request -> pair.caller().serverStream(COUNT, number(request.getValue() - 1)));

        assertThat(pair.caller().serverStream(COUNT, number(3))).hasSize(5);
    }

    @Test
    void aCallToItselfIsRefusedInWordsWhenNoThreadIsLeftAndItsTimeIsOver() {
        AtomicReference<Function<StringValue, StringValue>> self = new AtomicReference<>();
        Pair pair = serving(routes -> routes.unary(
                ECHO,
                request -> request.getValue().isEmpty() ? request : self.get().apply(text(""))));
        self.set(request -> pair.caller().unary(ECHO, request));

        assertThatThrownBy(() -> pair.caller()
                        .with(CallOptions.DEFAULT.withTimeout(Duration.ofMillis(500)))
                        .unary(ECHO, text("self")))
                .isInstanceOf(MicroException.class)
                .extracting(e -> ((MicroException) e).code())
                .isEqualTo(408);
        assertThat(pair.caller().unary(ECHO, text(""))).isEqualTo(text(""));
    }

    @Test
    void streamsDoNotTakeTheThreadsOfUnaryCalls() throws Exception {
        CountDownLatch streaming = new CountDownLatch(1);
        Pair pair = serving(routes -> {
            routes.unary(ECHO, request -> request);
            routes.serverStream(
                    COUNT,
                    request -> Stream.generate(() -> {
                        streaming.countDown();
                        return number(1);
                    }));
        });

        try (Stream<Int32Value> endless = pair.caller().serverStream(COUNT, number(0))) {
            assertThat(endless.iterator().hasNext()).isTrue();
            assertThat(streaming.await(20, SECONDS)).isTrue();

            assertThat(pair.caller().unary(ECHO, text("beside"))).isEqualTo(text("beside"));
        }
    }

    @Test
    void interruptingAWaitingCallerCancelsItsCall() throws Exception {
        CountDownLatch inHandler = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Pair pair = serving(routes -> routes.unary(ECHO, request -> waitForInterrupt(request, inHandler, interrupted)));
        CompletableFuture<MicroException> failure = new CompletableFuture<>();
        AtomicBoolean flag = new AtomicBoolean();
        Thread caller = new Thread(() -> {
            try {
                pair.caller().unary(ECHO, text("wait"));
            } catch (MicroException e) {
                flag.set(Thread.currentThread().isInterrupted());
                failure.complete(e);
            }
        });
        caller.start();
        assertThat(inHandler.await(20, SECONDS)).isTrue();

        caller.interrupt();

        assertThat(failure.get(20, SECONDS).code()).isEqualTo(499);
        assertThat(flag).isTrue();
        assertThat(interrupted.await(20, SECONDS))
                .as("the handler was interrupted")
                .isTrue();
    }

    @Test
    void cancellingADerivedFutureCancelsItsCall() throws Exception {
        CountDownLatch inHandler = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Pair pair = serving(routes -> routes.unary(ECHO, request -> waitForInterrupt(request, inHandler, interrupted)));

        CompletableFuture<Integer> derived = pair.async()
                .unary(ECHO, text("wait"))
                .thenApply(StringValue::getValue)
                .thenApply(String::length);
        assertThat(inHandler.await(20, SECONDS)).isTrue();
        derived.cancel(true);

        assertThat(interrupted.await(20, SECONDS))
                .as("the handler was interrupted")
                .isTrue();
    }

    @Test
    void aDeadlineEndsTheCallAtBothSides() throws Exception {
        CountDownLatch inHandler = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Pair pair = serving(routes -> routes.unary(ECHO, request -> waitForInterrupt(request, inHandler, interrupted)));

        // A busy machine may let the time of a call go by before its handler starts, which is then not started at all.
        for (Duration limit = Duration.ofMillis(300); inHandler.getCount() > 0; limit = limit.multipliedBy(2)) {
            CallOptions options = CallOptions.DEFAULT.withTimeout(limit);
            assertThatThrownBy(() -> pair.caller().with(options).unary(ECHO, text("wait")))
                    .asInstanceOf(type(MicroException.class))
                    .satisfies(e -> {
                        assertThat(e.code()).isEqualTo(408);
                        assertThat(e.detail()).contains("Counting.Echo", "counting");
                    });
        }
        assertThat(interrupted.await(20, SECONDS))
                .as("the handler was interrupted")
                .isTrue();
    }

    @Test
    void deadlineAndMetadataTravelOnButNotToOtherThreads() {
        AtomicReference<Context> outer = new AtomicReference<>();
        AtomicReference<Context> inner = new AtomicReference<>();
        AtomicReference<Function<Int32Value, Stream<Int32Value>>> self = new AtomicReference<>();
        Pair pair = serving(routes -> {
            routes.unary(ECHO, request -> {
                outer.set(Context.current());
                assertThat(self.get().apply(number(1))).hasSize(1);
                return request;
            });
            routes.serverStream(COUNT, request -> {
                inner.set(Context.current());
                return numbers(1);
            });
        });
        self.set(request -> pair.caller().serverStream(COUNT, request));

        pair.caller().with(CallOptions.DEFAULT.withMetadata("Tenant", "ünï")).unary(ECHO, text("x"));

        assertThat(outer.get().metadata().get("tenant")).isEqualTo("ünï");
        assertThat(inner.get().metadata().get("tenant")).isEqualTo("ünï");
        assertThat(inner.get().callId()).isEqualTo(outer.get().callId()).isNotEmpty();
        assertThat(inner.get().deadline()).isPresent();
        assertThat(Context.current()).isSameAs(Context.EMPTY);
    }

    @Test
    void errorsSurvive() {
        Pair pair = serving(routes -> {
            routes.unary(ECHO, request -> {
                throw MicroException.conflict("täken \"twice\"\nover");
            });
            routes.serverStream(
                    COUNT,
                    request -> numbers(3).peek(n -> {
                        if (n.getValue() == 2) {
                            throw MicroException.notFound("no " + n.getValue());
                        }
                    }));
            routes.clientStream(SUM, requests -> {
                throw MicroException.of(777, "own code");
            });
        });

        assertThatThrownBy(() -> pair.caller().unary(ECHO, text("")))
                .asInstanceOf(type(MicroException.class))
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo(409);
                    assertThat(e.detail()).isEqualTo("täken \"twice\"\nover");
                    assertThat(e.id()).isEqualTo("counting");
                    assertThat(e.status()).isEqualTo("Conflict");
                });
        assertThatThrownBy(() -> pair.caller().serverStream(COUNT, number(0)).toList())
                .asInstanceOf(type(MicroException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(404));
        assertThatThrownBy(() -> pair.caller().clientStream(SUM, Stream.generate(() -> number(1))))
                .asInstanceOf(type(MicroException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(777));
    }

    @Test
    void aHandlerThatBreaksAnswersInternalErrorAndServesOn() {
        Pair pair = serving(routes -> {
            routes.unary(ECHO, request -> switch (request.getValue()) {
                case "throw" -> throw new IllegalStateException("secret");
                case "error" -> throw new StackOverflowError("deep");
                case "null" -> nothing();
                default -> request;
            });
        });

        for (String how : List.of("throw", "error", "null")) {
            assertThatThrownBy(() -> pair.caller().unary(ECHO, text(how)))
                    .as(how)
                    .asInstanceOf(type(MicroException.class))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(500))
                    .satisfies(e -> assertThat(e.detail()).doesNotContain("secret"));
        }
        assertThat(pair.caller().unary(ECHO, text("fine"))).isEqualTo(text("fine"));
    }

    @Test
    void cancelAtEveryStepLeavesNothingBehind() {
        AtomicInteger open = new AtomicInteger();
        Pair pair = serving(routes -> {
            routes.unary(ECHO, request -> request);
            routes.bidiStream(DOUBLE, requests -> {
                open.incrementAndGet();
                return requests.onClose(open::decrementAndGet);
            });
        });

        for (int step = 0; step < 6; step++) {
            int replies = step;
            SynchronousQueue<Int32Value> never = new SynchronousQueue<>();
            Stream<Int32Value> requests = Stream.concat(numbers(replies), Stream.generate(() -> take(never)));
            try (Stream<Int32Value> stream = pair.caller().bidiStream(DOUBLE, requests)) {
                Iterator<Int32Value> iterator = stream.iterator();
                for (int i = 0; i < replies; i++) {
                    assertThat(iterator.next()).isEqualTo(number(i));
                }
            }
        }
        eventually("every handler to have closed its requests", () -> open.get() == 0);
        assertThat(pair.caller().unary(ECHO, text("after"))).isEqualTo(text("after"));
    }

    @Test
    void requestsThatFailEndTheCall() {
        Pair pair = serving(routes -> {
            routes.clientStream(SUM, requests -> number((int) requests.count()));
            routes.bidiStream(DOUBLE, requests -> requests);
        });
        Stream<Int32Value> broken = Stream.generate(() -> {
            throw new IllegalStateException("source broke");
        });
        Stream<Int32Value> alsoBroken = Stream.generate(() -> {
            throw new IllegalStateException("source broke");
        });

        assertThatThrownBy(() -> pair.caller().clientStream(SUM, broken)).hasMessage("source broke");
        assertThatThrownBy(() -> pair.caller().bidiStream(DOUBLE, alsoBroken).toList())
                .isInstanceOf(MicroException.class)
                .hasMessageContaining("source broke");
    }

    @Test
    void aBlockingCallOnAnIoThreadFailsInWords() {
        CompletableFuture<StringValue> reply = new CompletableFuture<>(); // held back until somebody waits for it
        Pair pair = serving(routes -> routes.async().unary(ECHO, request -> reply));

        CompletableFuture<StringValue> nested = pair.client()
                .inlineCallbacks()
                .caller(Pair.SERVICE)
                .async()
                .unary(ECHO, text("outer"))
                .thenApply(outer -> pair.caller().unary(ECHO, outer));
        reply.complete(text("outer"));

        assertThatThrownBy(() -> nested.get(20, SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("would block the I/O thread");
    }

    @Test
    void aClosedClientSaysSo() {
        Pair pair = serving(routes -> routes.unary(ECHO, request -> request));
        pair.client().close();

        assertThatThrownBy(() -> pair.caller().unary(ECHO, text("late")))
                .isInstanceOf(MicroException.class)
                .hasMessageContaining("closed");
    }

    private static StringValue waitForInterrupt(StringValue request, CountDownLatch in, CountDownLatch interrupted) {
        in.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            interrupted.countDown();
            Thread.currentThread().interrupt();
        }
        return request;
    }

    private static Int32Value take(BlockingQueue<Int32Value> queue) {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while it waited for the next request", e);
        }
    }

    @SuppressWarnings("NullAway")
    private static StringValue nothing() {
        return null;
    }
}
