package io.micro4j.server;

import static io.micro4j.server.ServerHarness.CHAT;
import static io.micro4j.server.ServerHarness.PATIENCE;
import static io.micro4j.server.ServerHarness.REPEAT;
import static io.micro4j.server.ServerHarness.TOGETHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.call.Context;
import io.micro4j.call.Metadata;
import io.micro4j.call.MicroException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class AsyncStreamTest {
    private final SubmissionPublisher<String> publisher = new SubmissionPublisher<>(Runnable::run, 16);
    private ServerHarness harness;

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void sendsWhatThePublisherGives() throws InterruptedException {
        harness = ServerHarness.of(routes -> routes.async().serverStream(REPEAT, name -> publisher));

        RawCall call = harness.call(REPEAT).ask("Ada");
        awaitSubscriber();
        publisher.submit("a");
        publisher.submit("b");
        publisher.close();

        assertThat(call.reply() + call.reply()).isEqualTo("ab");
        assertThat(call.end().isOk()).isTrue();
    }

    @Test
    void endsAsThePublisherFails() {
        harness = ServerHarness.of(routes -> routes.async().serverStream(REPEAT, name -> publisher));

        RawCall call = harness.call(REPEAT).ask("Ada");
        awaitSubscriber();
        publisher.closeExceptionally(MicroException.conflict("no more"));

        assertThat(call.end().error().detail()).isEqualTo("no more");
    }

    @Test
    void cancelsTheSubscriptionOfACallerWhoLeft() {
        harness = ServerHarness.of(routes -> routes.async().serverStream(REPEAT, name -> publisher));

        RawCall call = harness.call(REPEAT).ask("Ada");
        awaitSubscriber();
        call.leave();

        Awaitility.await("the cancel").atMost(PATIENCE).until(() -> !publisher.hasSubscribers());
    }

    @Test
    void refusesARequestThatDoesNotParse() {
        harness = ServerHarness.of(routes -> routes.async().bidiStream(CHAT, names -> names));

        RawCall call = harness.call(CHAT).want(10).sayRaw("{");

        assertThat(call.end().error().code()).isEqualTo(400);
    }

    @Test
    void talksMessageByMessage() throws InterruptedException {
        harness = ServerHarness.of(routes -> routes.async().bidiStream(CHAT, names -> names));

        RawCall call = harness.call(CHAT).want(10);

        assertThat(call.say("a").reply()).isEqualTo("a");
        assertThat(call.say("b").reply()).isEqualTo("b");
        assertThat(call.done().end().isOk()).isTrue();
    }

    @Test
    void repliesBeforeTheUploadHasEndedAndCancelsIt() throws InterruptedException {
        harness = ServerHarness.of(routes -> routes.async().clientStream(TOGETHER, AsyncStreamTest::first));

        RawCall call = harness.call(TOGETHER).want(1).say("a").say("b");

        assertThat(call.reply()).isEqualTo("a");
        assertThat(call.end().isOk()).isTrue();
    }

    @Test
    void tellsTheSubscriberThatTheCallerLeft() {
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        CompletableFuture<Boolean> subscribed = new CompletableFuture<>();
        harness = ServerHarness.of(routes -> routes.async().clientStream(TOGETHER, names -> {
            first(names).exceptionally(failure -> {
                told.complete(failure);
                return "";
            });
            subscribed.complete(true);
            return new CompletableFuture<>();
        }));

        RawCall call = harness.call(TOGETHER).want(1);
        subscribed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        call.leave();

        assertThat(told)
                .succeedsWithin(PATIENCE)
                .isInstanceOfSatisfying(
                        MicroException.class, e -> assertThat(e.code()).isEqualTo(499));
    }

    @Test
    void tellsTheSubscriberInTheCallsContext() throws InterruptedException {
        harness = ServerHarness.of(routes -> routes.async()
                .clientStream(
                        TOGETHER,
                        names -> first(names)
                                .thenApply(name -> name + " of "
                                        + Context.current().metadata().get("Tenant"))));

        RawCall call =
                harness.call(TOGETHER, 0, Metadata.of("Tenant", "blue")).want(1).say("a");

        assertThat(call.reply()).isEqualTo("a of blue");
    }

    @Test
    void saysThatThereIsNoPublisher() {
        harness = ServerHarness.of(routes -> routes.async().serverStream(REPEAT, name -> null));

        assertThat(harness.call(REPEAT).ask("Ada").end().error().detail())
                .isEqualTo("Greeter.Repeat has no reply: its handler returned null");
    }

    private void awaitSubscriber() {
        Awaitility.await("the subscription").atMost(PATIENCE).until(publisher::hasSubscribers);
    }

    /** Returns the first of {@code names}, of which no other is asked for. */
    private static CompletableFuture<String> first(Flow.Publisher<String> names) {
        CompletableFuture<String> first = new CompletableFuture<>();
        names.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(1);
            }

            @Override
            public void onNext(String name) {
                first.complete(name);
            }

            @Override
            public void onError(Throwable failure) {
                first.completeExceptionally(failure);
            }

            @Override
            public void onComplete() {
                first.complete("nobody");
            }
        });
        return first;
    }
}
