package io.micro4j.server;

import static io.micro4j.server.ServerHarness.HELLO;
import static io.micro4j.server.ServerHarness.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.call.Context;
import io.micro4j.call.Endpoint;
import io.micro4j.call.MessageType;
import io.micro4j.call.Metadata;
import io.micro4j.call.MicroError;
import io.micro4j.call.MicroException;
import io.micro4j.transport.End;
import io.micro4j.transport.Head;
import io.micro4j.transport.IoThread;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class UnaryTest {
    private ServerHarness harness;

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void answersWhatTheHandlerReturns() throws InterruptedException {
        serve(name -> "Hello " + name);

        RawCall call = harness.call(HELLO).ask("Ada");

        assertThat(call.reply()).isEqualTo("Hello Ada");
        assertThat(call.end().isOk()).isTrue();
    }

    @Test
    void throwsToTheCallerWhatTheHandlerThrows() {
        serve(name -> {
            throw MicroException.notFound("no such person");
        });

        End end = harness.call(HELLO).ask("Ada").end();

        assertThat(end.error()).isEqualTo(MicroError.of("greeter", 404, "no such person"));
        assertThat(end.neverSent()).isFalse();
    }

    @Test
    void tellsOfAMistakeNoMoreThanAnId() {
        serve(name -> {
            throw new IllegalStateException("the secret is 42");
        });

        MicroError error = harness.call(HELLO).ask("Ada").end().error();

        assertThat(error.code()).isEqualTo(500);
        assertThat(error.id()).isEqualTo("greeter");
        assertThat(error.detail()).matches("internal error [0-9a-f]{8}; see the log of greeter");
    }

    @Test
    void survivesAnError() throws InterruptedException {
        serve(name -> name.equals("deep") ? recurse(name) : name);

        assertThat(harness.call(HELLO).ask("deep").end().error().code()).isEqualTo(500);
        assertThat(harness.call(HELLO).ask("shallow").reply()).isEqualTo("shallow");
    }

    @Test
    void saysThatTheHandlerReturnedNull() {
        serve(name -> null);

        MicroError error = harness.call(HELLO).ask("Ada").end().error();

        assertThat(error)
                .isEqualTo(MicroError.of("greeter", 500, "Greeter.Hello has no reply: its handler returned null"));
    }

    @Test
    void answersNotImplementedForAMethodThatAnOldClassLacks() {
        serve(name -> {
            throw new AbstractMethodError();
        });

        assertThat(harness.call(HELLO).ask("Ada").end().error().code()).isEqualTo(501);
    }

    @Test
    void refusesARequestThatDoesNotParse() {
        serve(name -> name);

        MicroError error = harness.call(HELLO).sayRaw("{[").done().end().error();

        assertThat(error.code()).isEqualTo(400);
        assertThat(error.detail()).startsWith("Greeter.Hello: Cannot read java.lang.String from 2 bytes of JSON");
    }

    @Test
    void refusesACallWithoutARequest() {
        serve(name -> name);

        assertThat(harness.call(HELLO).done().end().error().code()).isEqualTo(400);
    }

    @Test
    void saysInGoMicrosWordsWhatIsNotThere() {
        serve(name -> name);

        assertThat(detailFor("Nope.Hello")).isEqualTo("404 rpc: can't find service Nope");
        assertThat(detailFor("Greeter.Nope")).isEqualTo("404 rpc: can't find method Nope");
        assertThat(detailFor("Hello")).isEqualTo("404 rpc: service/endpoint request ill-formed: Hello");
    }

    @Test
    void namesTheContentTypesThatItKnows() {
        serve(name -> name);
        Head head = new Head("greeter", "Greeter.Hello", "application/xml", 0, Metadata.EMPTY);

        MicroError error = harness.call(HELLO, head).ask("Ada").end().error();

        assertThat(error.code()).isEqualTo(415);
        assertThat(error.detail())
                .isEqualTo("unsupported Content-Type: application/xml; Greeter.Hello speaks application/json,"
                        + " application/json-rpc");
    }

    @Test
    void findsAMethodByItsNameInTheProto() throws InterruptedException {
        MessageType<String> text = ServerHarness.TEXT;
        Endpoint<String, String> written = Endpoint.unary("a.b.my_greeter", "say_hello", text, text);
        harness = ServerHarness.of(routes -> routes.unary(written, name -> name));

        for (String name : new String[] {"MyGreeter.SayHello", "my_greeter.say_hello", "MyGreeter.say_hello"}) {
            Head head = new Head("greeter", name, "application/json", 0, Metadata.EMPTY);
            assertThat(harness.call(written, head).ask(name).reply()).isEqualTo(name);
        }
    }

    @Test
    void bindsTheContextToTheHandlerAlone() throws InterruptedException {
        AtomicReference<Context> seen = new AtomicReference<>();
        serve(name -> {
            seen.compareAndSet(null, Context.current());
            return name;
        });

        Metadata metadata = Metadata.of("Tenant", "blue").with("Micro-Call-Id", "c1");
        harness.call(HELLO, TimeUnit.HOURS.toNanos(1), metadata).ask("Ada").reply();
        harness.call(HELLO).ask("Grace").reply();

        assertThat(seen.get().metadata().get("tenant")).isEqualTo("blue");
        assertThat(seen.get().callId()).isEqualTo("c1");
        assertThat(seen.get().deadline()).isPresent();
        assertThat(Context.current()).isSameAs(Context.EMPTY);
    }

    @Test
    void endsTheCallAtItsDeadlineAndInterruptsTheHandler() throws InterruptedException {
        CountDownLatch inHandler = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        serve(name -> {
            if (name.equals("slow")) {
                inHandler.countDown();
                return blockUntilInterrupted(interrupted);
            }
            return name;
        });

        // A busy machine may let the time of a call go by before its handler starts, which is then not started at all.
        for (long millis = 50; inHandler.getCount() > 0; millis *= 2) {
            End end = harness.call(HELLO, TimeUnit.MILLISECONDS.toNanos(millis), Metadata.EMPTY)
                    .ask("slow")
                    .end();
            assertThat(end.error().code()).isEqualTo(408);
        }
        assertThat(interrupted.orTimeout(10, TimeUnit.SECONDS).join()).isTrue();
        assertThat(harness.call(HELLO).ask("next").reply()).isEqualTo("next");
    }

    @Test
    void refusesACallWhoseDeadlineIsOver() {
        serve(name -> name);

        End end = harness.call(HELLO, -1, Metadata.EMPTY).ask("Ada").end();

        assertThat(end.error().code()).isEqualTo(408);
        assertThat(end.neverSent()).isTrue();
    }

    @Test
    void interruptsTheHandlerOfACallerWhoLeftAndNoOtherAfterwards() throws InterruptedException {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
        CountDownLatch entered = new CountDownLatch(1);
        serve(name -> {
            if (name.equals("slow")) {
                Context.current().onCancel(() -> cancelled.complete(true));
                entered.countDown();
                return blockUntilInterrupted(interrupted);
            }
            return String.valueOf(Thread.currentThread().isInterrupted());
        });

        RawCall left = harness.call(HELLO).ask("slow");
        assertThat(entered.await(10, TimeUnit.SECONDS))
                .as("the handler's start")
                .isTrue();
        left.leave();

        assertThat(interrupted.orTimeout(10, TimeUnit.SECONDS).join()).isTrue();
        assertThat(cancelled.orTimeout(10, TimeUnit.SECONDS).join()).isTrue();
        assertThat(harness.call(HELLO).ask("next").reply()).isEqualTo("false");
    }

    @Test
    void neverStartsACallWhoseCallerLeftTheQueue() throws InterruptedException {
        CountDownLatch hold = new CountDownLatch(1);
        CountDownLatch entered = new CountDownLatch(1);
        AtomicReference<String> last = new AtomicReference<>();
        serve(name -> {
            last.set(name);
            entered.countDown();
            return name.equals("hold") ? await(hold, name) : name;
        });

        RawCall holding = harness.call(HELLO).ask("hold");
        assertThat(entered.await(10, TimeUnit.SECONDS))
                .as("the handler's start")
                .isTrue();
        RawCall queued = harness.call(HELLO).ask("queued");
        queued.leave();
        queued.end();
        hold.countDown();
        holding.reply();

        assertThat(harness.call(HELLO).ask("next").reply()).isEqualTo("next");
        assertThat(last.get()).isEqualTo("next");
    }

    @Test
    void refusesWhatDoesNotFitAsNeverStarted() throws InterruptedException {
        CountDownLatch hold = new CountDownLatch(1);
        CountDownLatch entered = new CountDownLatch(1);
        harness = ServerHarness.with(
                options -> options.queuedCalls(1),
                routes -> routes.unary(HELLO, name -> {
                    entered.countDown();
                    return await(hold, name);
                }));

        RawCall running = harness.call(HELLO).ask("running");
        assertThat(entered.await(10, TimeUnit.SECONDS))
                .as("the handler's start")
                .isTrue();
        RawCall queued = harness.call(HELLO).ask("queued");
        End refused = harness.call(HELLO).ask("too many").end();
        hold.countDown();

        assertThat(refused.error().code()).isEqualTo(503);
        assertThat(refused.neverSent()).isTrue();
        assertThat(running.reply()).isEqualTo("running");
        assertThat(queued.reply()).isEqualTo("queued");
        queued.end();
        assertThat(harness.call(HELLO).ask("again").reply()).isEqualTo("again");
    }

    @Test
    void runsNonBlockingEndpointsOnTheIoThread() throws InterruptedException {
        Handler handler =
                routes -> routes.unary(HELLO, name -> String.valueOf(Thread.currentThread() instanceof IoThread));
        harness = ServerHarness.of(handler.nonBlocking(HELLO));

        assertThat(harness.call(HELLO).ask("Ada").reply()).isEqualTo("true");
    }

    @Test
    void answersWhatTheFutureHolds() throws InterruptedException {
        CompletableFuture<String> future = new CompletableFuture<>();
        harness = ServerHarness.of(routes -> routes.async().unary(HELLO, name -> future));

        RawCall call = harness.call(HELLO).ask("Ada");
        future.complete("later");

        assertThat(call.reply()).isEqualTo("later");
    }

    @Test
    void answersTheCauseOfAFailedFuture() {
        harness = ServerHarness.of(routes -> routes.async()
                .unary(
                        HELLO,
                        name -> CompletableFuture.supplyAsync(() -> {
                            throw MicroException.conflict("taken");
                        })));

        assertThat(harness.call(HELLO).ask("Ada").end().error().code()).isEqualTo(409);
    }

    @Test
    void saysThatTheFutureHeldNull() {
        harness = ServerHarness.of(
                routes -> routes.async().unary(HELLO, name -> CompletableFuture.completedFuture(null)));

        assertThat(harness.call(HELLO).ask("Ada").end().error().detail()).contains("completed with null");
    }

    @Test
    void cancelsTheFutureOfACallerWhoLeft() throws InterruptedException {
        CompletableFuture<String> future = new CompletableFuture<>();
        CountDownLatch entered = new CountDownLatch(1);
        harness = ServerHarness.of(routes -> routes.async().unary(HELLO, name -> {
            entered.countDown();
            return future;
        }));

        RawCall call = harness.call(HELLO).ask("Ada");
        assertThat(entered.await(10, TimeUnit.SECONDS))
                .as("the handler's start")
                .isTrue();
        call.leave();

        org.awaitility.Awaitility.await("the future's cancellation")
                .atMost(PATIENCE)
                .until(future::isCancelled);
    }

    private void serve(Function<String, String> hello) {
        harness = ServerHarness.of(routes -> routes.unary(HELLO, hello));
    }

    private String detailFor(String endpoint) {
        Head head = new Head("greeter", endpoint, "application/json", 0, Metadata.EMPTY);
        MicroError error = harness.call(HELLO, head).ask("Ada").end().error();
        assertThat(error.id()).isEqualTo("greeter");
        return error.code() + " " + error.detail();
    }

    private static String recurse(String name) {
        return name.isEmpty() ? name : recurse(name) + name;
    }

    private static String await(CountDownLatch latch, String result) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
        return result;
    }

    private static String blockUntilInterrupted(CompletableFuture<Boolean> interrupted) {
        try {
            interrupted.complete(new CountDownLatch(1).await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            interrupted.complete(true);
        }
        return "too late";
    }
}
