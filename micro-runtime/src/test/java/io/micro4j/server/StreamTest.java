package io.micro4j.server;

import static io.micro4j.server.ServerHarness.CHAT;
import static io.micro4j.server.ServerHarness.HELLO;
import static io.micro4j.server.ServerHarness.PATIENCE;
import static io.micro4j.server.ServerHarness.REPEAT;
import static io.micro4j.server.ServerHarness.TOGETHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.call.Context;
import io.micro4j.call.Metadata;
import io.micro4j.call.MicroError;
import io.micro4j.call.MicroException;
import io.micro4j.transport.End;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class StreamTest {
    private final CompletableFuture<String> closed = new CompletableFuture<>();
    private ServerHarness harness;

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void drawsTheHandlersStreamNoFasterThanItIsRead() throws InterruptedException {
        AtomicInteger drawn = new AtomicInteger();
        String large = "x".repeat(32 * 1024);
        repeat(name -> Stream.generate(() -> drawn.incrementAndGet() + large).flatMap(Stream::of));

        RawCall call = harness.call(REPEAT).say("Ada").done().want(2);

        assertThat(call.reply()).startsWith("1x");
        assertThat(call.reply()).startsWith("2x");
        Awaitility.await("the writer to wait")
                .during(Duration.ofMillis(100))
                .atMost(PATIENCE)
                .until(drawn::get, count -> count < 10);
        call.want(10);
        for (int i = 3; i <= 12; i++) {
            assertThat(call.reply()).startsWith(i + "x");
        }
        call.leave();
        assertThat(whyClosed()).isEqualTo("closed");
    }

    @Test
    void closesTheHandlersStreamAfterItsEnd() throws InterruptedException {
        repeat(name -> Stream.of("a", "b"));

        RawCall call = harness.call(REPEAT).ask("Ada");

        assertThat(List.of(call.reply(), call.reply())).containsExactly("a", "b");
        assertThat(call.end().isOk()).isTrue();
        assertThat(whyClosed()).isEqualTo("closed");
    }

    @Test
    void closesTheHandlersStreamWhenItFails() throws InterruptedException {
        repeat(name -> Stream.of("a", "b").peek(reply -> {
            if (reply.equals("b")) {
                throw MicroException.conflict("no b today");
            }
        }));

        RawCall call = harness.call(REPEAT).ask("Ada");

        assertThat(call.reply()).isEqualTo("a");
        assertThat(call.end().error().detail()).isEqualTo("no b today");
        assertThat(whyClosed()).isEqualTo("closed");
    }

    @Test
    void closesTheHandlersStreamWhenTheCallerLeavesWhileItWaitsForRoom() throws InterruptedException {
        repeat(name -> Stream.generate(() -> "x".repeat(64 * 1024)));

        RawCall call = harness.call(REPEAT).say("Ada").done().want(1);
        call.reply();
        call.leave();

        assertThat(whyClosed()).isEqualTo("closed");
    }

    @Test
    void endsTheCallWhenTheHandlersStreamHoldsNull() {
        repeat(name -> Stream.of("a", null));

        MicroError error = harness.call(REPEAT).ask("Ada").end().error();

        assertThat(error.detail()).isEqualTo("Greeter.Repeat has no reply: its handler's stream held null");
    }

    @Test
    void endsAStreamAtItsDeadline() throws InterruptedException {
        repeat(name -> Stream.of("a", "b").peek(reply -> {
            if (reply.equals("b")) {
                blockUntilInterrupted();
            }
        }));

        RawCall call = harness.call(REPEAT, TimeUnit.MILLISECONDS.toNanos(100), Metadata.EMPTY)
                .ask("Ada");

        assertThat(call.reply()).isEqualTo("a");
        assertThat(call.end().error().code()).isEqualTo(408);
        assertThat(whyClosed()).isEqualTo("closed");
    }

    @Test
    void drawsTheUploadOnTheHandlersThread() throws InterruptedException {
        Queue<String> threads = new ConcurrentLinkedQueue<>();
        together(names -> {
            threads.add(Thread.currentThread().getName());
            return names.peek(name -> threads.add(Thread.currentThread().getName()))
                    .collect(Collectors.joining("+"));
        });

        RawCall call = harness.call(TOGETHER).want(1).say("a").say("b").say("c").done();

        assertThat(call.reply()).isEqualTo("a+b+c");
        assertThat(call.end().isOk()).isTrue();
        assertThat(Set.copyOf(threads)).hasSize(1);
    }

    @Test
    void repliesBeforeTheUploadHasEnded() throws InterruptedException {
        together(names -> names.limit(1).findFirst().orElseThrow());

        RawCall call = harness.call(TOGETHER).want(1).say("a").say("b");

        assertThat(call.reply()).isEqualTo("a");
        assertThat(call.end().isOk()).isTrue();
    }

    @Test
    void refusesAMessageOfAnUploadThatDoesNotParse() {
        together(names -> names.collect(Collectors.joining()));

        MicroError error =
                harness.call(TOGETHER).want(1).say("a").sayRaw("{").end().error();

        assertThat(error.code()).isEqualTo(400);
        assertThat(error.detail()).startsWith("Greeter.Together: Cannot read java.lang.String");
    }

    @Test
    void releasesAHandlerThatWaitsForAnUploadWhoseCallerLeft() throws InterruptedException {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        CountDownLatch entered = new CountDownLatch(1);
        together(names -> {
            entered.countDown();
            try {
                return names.collect(Collectors.joining());
            } catch (RuntimeException e) {
                thrown.complete(e);
                throw e;
            }
        });

        RawCall call = harness.call(TOGETHER).want(1);
        assertThat(entered.await(10, TimeUnit.SECONDS))
                .as("the handler's start")
                .isTrue();
        call.leave();

        assertThat(thrown.orTimeout(10, TimeUnit.SECONDS).join())
                .isInstanceOfSatisfying(
                        MicroException.class, e -> assertThat(e.code()).isEqualTo(499));
    }

    @Test
    void talksMessageByMessage() throws InterruptedException {
        chat(names -> names.map(name -> "Hello " + name));

        RawCall call = harness.call(CHAT).want(10);

        for (String name : new String[] {"a", "b", "c"}) {
            assertThat(call.say(name).reply()).isEqualTo("Hello " + name);
        }
        assertThat(call.done().end().isOk()).isTrue();
        assertThat(whyClosed()).isEqualTo("closed");
    }

    @Test
    void givesStreamsThreadsOfTheirOwn() throws InterruptedException {
        harness = ServerHarness.of(routes -> {
            routes.bidiStream(CHAT, names -> names);
            routes.unary(HELLO, name -> name);
        });

        RawCall first = harness.call(CHAT).want(1);
        RawCall second = harness.call(CHAT).want(1);

        assertThat(first.say("a").reply()).isEqualTo("a");
        assertThat(second.say("b").reply()).isEqualTo("b");
        assertThat(harness.call(HELLO).ask("unary").reply()).isEqualTo("unary");
        first.done().end();
        second.done().end();
    }

    @Test
    void refusesAStreamTooManyAsNeverStarted() throws InterruptedException {
        harness =
                ServerHarness.with(options -> options.maxStreams(1), routes -> routes.bidiStream(CHAT, names -> names));

        RawCall first = harness.call(CHAT).want(1);
        assertThat(first.say("a").reply()).isEqualTo("a");
        End refused = harness.call(CHAT).end();

        assertThat(refused.error().code()).isEqualTo(503);
        assertThat(refused.neverSent()).isTrue();
        assertThat(first.done().end().isOk()).isTrue();
        Awaitility.await("room for another").atMost(PATIENCE).until(() -> {
            RawCall another = harness.call(CHAT).want(1).say("b").done();
            return another.end().isOk();
        });
    }

    @Test
    void endsAStreamThatIsSilentForTooLong() {
        harness = ServerHarness.with(
                options -> options.idleTimeout(Duration.ofMillis(50)),
                routes -> routes.clientStream(TOGETHER, names -> names.collect(Collectors.joining())));

        assertThat(harness.call(TOGETHER).want(1).end().error().code()).isEqualTo(408);
    }

    @Test
    void bindsTheContextToMethodDrainAndClose() throws InterruptedException {
        Queue<String> tenants = new ConcurrentLinkedQueue<>();
        Runnable note =
                () -> tenants.add(String.valueOf(Context.current().metadata().get("Tenant")));
        CountDownLatch done = new CountDownLatch(1);
        harness = ServerHarness.of(routes -> routes.serverStream(REPEAT, name -> {
            note.run();
            return Stream.of(name).peek(reply -> note.run()).onClose(() -> {
                note.run();
                done.countDown();
            });
        }));

        harness.call(REPEAT, 0, Metadata.of("tenant", "blue")).ask("a").end();
        assertThat(done.await(10, TimeUnit.SECONDS)).as("the stream's close").isTrue();

        assertThat(tenants).containsExactly("blue", "blue", "blue");
    }

    @Test
    void drawsNothingOnceTheCallIsOver() throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        AtomicInteger drawn = new AtomicInteger();
        repeat(name -> {
            entered.countDown();
            while (!Context.current().isCancelled()) {
                Thread.onSpinWait();
            }
            return Stream.generate(() -> "reply " + drawn.incrementAndGet());
        });

        RawCall call = harness.call(REPEAT).ask("Ada");
        assertThat(entered.await(10, TimeUnit.SECONDS))
                .as("the handler's start")
                .isTrue();
        call.leave();

        assertThat(whyClosed()).isEqualTo("closed");
        assertThat(drawn.get()).isZero();
    }

    private void repeat(Function<String, Stream<String>> method) {
        harness = ServerHarness.of(
                routes -> routes.serverStream(REPEAT, name -> method.apply(name).onClose(this::noteClose)));
    }

    private void together(Function<Stream<String>, String> method) {
        harness = ServerHarness.of(routes -> routes.clientStream(TOGETHER, method));
    }

    private void chat(Function<Stream<String>, Stream<String>> method) {
        harness = ServerHarness.of(
                routes -> routes.bidiStream(CHAT, names -> method.apply(names).onClose(this::noteClose)));
    }

    private static void blockUntilInterrupted() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void noteClose() {
        closed.complete("closed");
    }

    private String whyClosed() {
        return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }
}
