package io.micro4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micro4j.broker.Broker;
import io.micro4j.broker.BrokerException;
import io.micro4j.broker.BrokerOptions;
import io.micro4j.broker.Event;
import io.micro4j.broker.EventHandler;
import io.micro4j.broker.SubscribeOptions;
import io.micro4j.broker.Subscription;
import io.micro4j.call.Metadata;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link Broker} must do that promises that an event is handled, or in the dead-letter topic, once publishing returns. A plugin's test
 * extends this and says how to open one.
 */
@Timeout(60)
public abstract class BrokerContract {
    private static final String TOPIC = "orders";
    private static final String DEAD = "orders.dead";
    private static final SubscribeOptions ONCE = SubscribeOptions.DEFAULT
            .withRetries(0)
            .withRetryDelay(Duration.ZERO)
            .withErrorHandler((event, n, e) -> {});
    private static final long PATIENCE_SECONDS = 30;

    private final List<Broker> opened = new ArrayList<>();
    private final ExecutorService publishers = Executors.newCachedThreadPool();
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private Broker broker;

    /** For subclasses. */
    protected BrokerContract() {}

    /**
     * Opens a broker. All that one test opens carry events to each other, as those of two processes would, and none from another test; it may be one
     * instance, if only one can be. The contract closes them.
     */
    protected abstract Broker open(BrokerOptions options);

    /** Returns how large an event the broker must carry, in bytes of its body. */
    protected int largest() {
        return 1024 * 1024;
    }

    @BeforeEach
    final void openBroker() {
        broker = another(BrokerOptions.DEFAULT);
    }

    @AfterEach
    final void closeBrokers() {
        opened.forEach(Broker::close);
        publishers.shutdownNow();
    }

    @Test
    void hasTheNameOfItsProvider() {
        assertThat(broker.name()).matches("[a-z0-9-]+");
    }

    @Test
    void carriesHeadersAndBodyAsTheyAre() {
        List<Event> events = Collections.synchronizedList(new ArrayList<>());
        broker.subscribe(TOPIC, ONCE, events::add);
        Metadata headers = Metadata.of("Micro-ID", "7f")
                .with("Content-Type", "application/json")
                .with("x-lower", "Grüße, 世界 \uD83D\uDE00 <&>\"'\\")
                .with("Empty", "");
        byte[] body = new byte[256];
        IntStream.range(0, body.length).forEach(i -> body[i] = (byte) i);

        another().publish(new Event(TOPIC, headers, body));
        another().publish(new Event(TOPIC, Metadata.EMPTY, new byte[0]));

        assertThat(events).hasSize(2);
        assertThat(events.get(0).topic()).isEqualTo(TOPIC);
        assertThat(events.get(0).headers().toMap())
                .isEqualTo(headers.with("Micro-Topic", TOPIC).toMap());
        assertThat(events.get(0).body()).isEqualTo(body);
        assertThat(events.get(1).body()).isEmpty();
    }

    @Test
    void carriesLargeEvents() {
        List<Event> events = Collections.synchronizedList(new ArrayList<>());
        broker.subscribe(TOPIC, ONCE, events::add);
        byte[] body = new byte[largest()];
        body[body.length - 1] = 1;

        another().publish(new Event(TOPIC, Metadata.EMPTY, body));

        assertThat(events.get(0).body()).isEqualTo(body);
    }

    @Test
    void givesEachEventToEverySubscriptionWithoutQueue() {
        another().subscribe(TOPIC, ONCE, note("a"));
        another().subscribe(TOPIC, ONCE, note("b"));
        another().subscribe("payments", ONCE, note("other"));

        another().publish(event("1"));
        another().publish(event("2"));

        assertThat(heard).containsExactlyInAnyOrder("a1", "b1", "a2", "b2");
    }

    @Test
    void givesEachEventToOneOfEveryQueue() {
        for (String queue : List.of("mail", "mail", "audit")) {
            another().subscribe(TOPIC, ONCE.withQueue(queue), note(queue));
        }

        publish(20);

        assertThat(heard).hasSize(40);
        assertThat(heard).containsAll(names("mail", 20)).containsAll(names("audit", 20));
    }

    @Test
    void spreadsAQueueOverItsMembers() {
        AtomicInteger first = new AtomicInteger();
        AtomicInteger second = new AtomicInteger();
        another().subscribe(TOPIC, ONCE.withQueue("mail"), event -> first.incrementAndGet());
        another().subscribe(TOPIC, ONCE.withQueue("mail"), event -> second.incrementAndGet());

        publish(100);

        assertThat(first.get() + second.get()).isEqualTo(100);
        assertThat(first.get()).isBetween(10, 90);
    }

    @Test
    void keepsTheOrderOfOnePublisher() {
        another().subscribe(TOPIC, ONCE, note(""));
        another().subscribe(TOPIC, ONCE.withQueue("one"), note("q"));

        publish(50);

        assertThat(heard.stream().filter(name -> !name.startsWith("q"))).containsExactlyElementsOf(names("", 50));
        assertThat(heard.stream().filter(name -> name.startsWith("q"))).containsExactlyElementsOf(names("q", 50));
    }

    @Test
    void handlesAgainWhatFailed() {
        List<String> failures = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger calls = new AtomicInteger();
        SubscribeOptions twice = ONCE.withRetries(2)
                .withRetryDelay(Duration.ofMillis(1))
                .withErrorHandler((event, attempt, failure) -> failures.add(attempt + failure.getMessage()));
        broker.subscribe(TOPIC, twice, event -> {
            if (calls.incrementAndGet() < 3) {
                throw new IllegalStateException("!");
            }
            heard.add(event.id());
        });

        another().publish(event("1"));

        assertThat(heard).containsExactly("1");
        assertThat(failures).containsExactly("1!", "2!");
    }

    @Test
    void putsPoisonIntoTheDeadLetterTopic() {
        List<Event> dead = Collections.synchronizedList(new ArrayList<>());
        another().subscribe(DEAD, ONCE, dead::add);
        another().subscribe(TOPIC, ONCE.withDeadLetterTopic(DEAD), event -> {
            if (event.id().equals("2")) {
                throw new StackOverflowError("deep");
            }
            heard.add(event.id());
        });

        publish(4);

        assertThat(heard).containsExactly("0", "1", "3");
        assertThat(dead).hasSize(1);
        Event poison = dead.get(0);
        assertThat(poison.id()).isEqualTo("2");
        assertThat(poison.topic()).isEqualTo(DEAD);
        assertThat(poison.body()).isEqualTo(event("2").body());
        assertThat(poison.headers().get(Event.TOPIC)).isEqualTo(DEAD);
        assertThat(poison.headers().get(Event.DEAD_TOPIC)).isEqualTo(TOPIC);
        assertThat(poison.headers().get(Event.DEAD_REASON))
                .contains("StackOverflowError")
                .contains("deep");
    }

    @Test
    void saysToThePublisherWhatNobodyCouldHandle() {
        another().subscribe(TOPIC, ONCE.withQueue("mail"), event -> {
            if (event.id().equals("1")) {
                throw new IllegalStateException("out of stamps");
            }
            heard.add(event.id());
        });
        Broker publisher = another();

        assertThatThrownBy(() -> publisher.publish(event("1")))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining(TOPIC)
                .hasMessageContaining("out of stamps");
        assertThatCode(() -> publisher.publish(event("2"))).doesNotThrowAnyException();
        assertThat(heard).containsExactly("2");
    }

    @Test
    void saysSoIfTheDeadLetterTopicTakesNothing() {
        another().subscribe(TOPIC, ONCE.withDeadLetterTopic(DEAD), event -> {
            throw new IllegalStateException("out of stamps");
        });

        assertThatThrownBy(() -> another().publish(event("1")))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining("out of stamps")
                .hasMessageContaining(DEAD);
    }

    @Test
    void saysThatNobodySubscribes() {
        assertThatThrownBy(() -> broker.publish(event("1")))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining("\"orders\"");
    }

    @Test
    void handlesAsManyAtOnceAsItMay() throws Exception {
        CountDownLatch three = new CountDownLatch(3);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        broker.subscribe(TOPIC, ONCE.withConcurrency(3), event -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            three.countDown();
            await(three);
            now.decrementAndGet();
        });

        all(12, n -> publishers.submit(() -> broker.publish(event("" + n))));

        assertThat(most).hasValue(3);
    }

    @Test
    void makesPublishersWaitForOneThatIsFull() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        broker.subscribe(TOPIC, ONCE.withQueued(1), event -> {
            busy.countDown();
            await(gate);
            heard.add(event.id());
        });
        Broker publisher = another();
        List<Future<?>> publishing = IntStream.range(0, 8)
                .<Future<?>>mapToObj(n -> publishers.submit(() -> publisher.publish(event("" + n))))
                .toList();

        await(busy);
        assertThat(publishing).noneMatch(Future::isDone);
        gate.countDown();
        for (Future<?> each : publishing) {
            each.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        assertThat(heard).containsExactlyInAnyOrderElementsOf(names("", 8));
    }

    @Test
    void passesOverAMemberOfAQueueThatIsFull() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        Subscription slow = another().subscribe(TOPIC, ONCE.withQueue("mail").withQueued(0), event -> {
            busy.countDown();
            await(gate);
        });
        Future<?> stuck = publishers.submit(() -> another().publish(event("slow")));
        await(busy);
        another().subscribe(TOPIC, ONCE.withQueue("mail"), note(""));

        publish(20);

        assertThat(heard).containsExactlyElementsOf(names("", 20));
        gate.countDown();
        stuck.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        slow.close();
    }

    @Test
    void doesNotWaitForEver() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        broker.subscribe(TOPIC, ONCE, event -> await(gate));
        Broker hasty = another(BrokerOptions.DEFAULT.withTimeout(Duration.ofSeconds(1)));

        assertThatThrownBy(() -> hasty.publish(event("1")))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining("1000 ms");
        gate.countDown();
    }

    @Test
    void letsAHandlerPublish() {
        another().subscribe("payments", ONCE, note("payment "));
        another().subscribe(TOPIC, ONCE, event -> broker.publish(event("payments", event.id())));

        another().publish(event("1"));

        assertThat(heard).containsExactly("payment 1");
    }

    @Test
    void finishesWhatItTookBeforeASubscriptionEnds() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        Subscription subscription = broker.subscribe(TOPIC, ONCE, event -> {
            busy.countDown();
            await(gate);
            heard.add(event.id());
        });
        Broker publisher = another();
        Future<?> publishing = publishers.submit(() -> publisher.publish(event("1")));
        await(busy);

        Future<?> closing = publishers.submit(subscription::close);
        assertThatThrownBy(() -> closing.get(50, TimeUnit.MILLISECONDS))
                .isInstanceOf(java.util.concurrent.TimeoutException.class);
        gate.countDown();
        closing.get(PATIENCE_SECONDS, TimeUnit.SECONDS);

        publishing.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(heard).containsExactly("1");
        assertThatThrownBy(() -> publisher.publish(event("2"))).isInstanceOf(BrokerException.class);
    }

    @Test
    void interruptsHandlersThatDoNotEndInTime() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Broker hasty = another(BrokerOptions.DEFAULT.withDrainTime(Duration.ofMillis(50)));
        Subscription subscription = hasty.subscribe(TOPIC, ONCE, event -> {
            busy.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
        });
        Broker publisher = another(BrokerOptions.DEFAULT.withTimeout(Duration.ofSeconds(5)));
        Future<?> publishing = publishers.submit(() -> publisher.publish(event("1")));
        await(busy);

        subscription.close();

        await(interrupted);
        assertThatThrownBy(publishing::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(BrokerException.class);
    }

    @Test
    void letsAHandlerEndItsOwnSubscription() {
        List<Subscription> own = Collections.synchronizedList(new ArrayList<>());
        own.add(broker.subscribe(TOPIC, ONCE, event -> {
            own.get(0).close();
            heard.add(event.id());
        }));

        another().publish(event("1"));

        assertThat(heard).containsExactly("1");
    }

    @Test
    void losesNothingWhileSubscribersOfAQueueComeAndGo() throws Exception {
        Set<String> handled = ConcurrentHashMap.newKeySet();
        EventHandler handler = event -> handled.add(event.id());
        SubscribeOptions mail = ONCE.withQueue("mail").withConcurrency(4);
        another().subscribe(TOPIC, mail, handler);
        Broker changing = another();
        Broker publisher = another();
        Future<?> changes = publishers.submit(() -> {
            for (int i = 0; i < 20; i++) {
                changing.subscribe(TOPIC, mail, handler).close();
            }
        });

        all(500, n -> publishers.submit(() -> publisher.publish(event("" + n))));

        changes.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(handled).hasSize(500);
    }

    @Test
    void refusesADeadLetterTopicThatIsTheTopic() {
        assertThatThrownBy(() -> broker.subscribe(TOPIC, ONCE.withDeadLetterTopic(TOPIC), note("")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("its own dead-letter topic");
    }

    @Test
    void takesNothingOnceItIsClosed() {
        Broker closed = another();
        closed.connect();
        closed.connect();
        closed.close();
        closed.close();

        assertThatThrownBy(() -> closed.publish(event("1"))).isInstanceOf(BrokerException.class);
        assertThatThrownBy(() -> closed.subscribe(TOPIC, ONCE, note(""))).isInstanceOf(BrokerException.class);
    }

    private Broker another() {
        return another(BrokerOptions.DEFAULT);
    }

    private Broker another(BrokerOptions options) {
        Broker another = open(options);
        opened.add(another);
        return another;
    }

    private EventHandler note(String name) {
        return event -> heard.add(name + event.id());
    }

    private void publish(int count) {
        Broker publisher = another();
        IntStream.range(0, count).forEach(n -> publisher.publish(event("" + n)));
    }

    private static List<String> names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(n -> prefix + n).toList();
    }

    private static Event event(String id) {
        return event(TOPIC, id);
    }

    private static Event event(String topic, String id) {
        return new Event(topic, Metadata.of(Event.ID, id), new byte[] {1, 2, 3});
    }

    private static void all(int count, IntFunction<Future<?>> start) throws Exception {
        for (Future<?> each : IntStream.range(0, count).mapToObj(start).toList()) {
            each.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
}
