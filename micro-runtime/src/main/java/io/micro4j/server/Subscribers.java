package io.micro4j.server;

import io.micro4j.broker.Broker;
import io.micro4j.broker.BrokerException;
import io.micro4j.broker.Delivery;
import io.micro4j.broker.Event;
import io.micro4j.broker.Receipt;
import io.micro4j.broker.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What a server has subscribed to: through its broker, and for events that are sent to the server itself. Filled by one thread before the start, then
 * for many.
 */
final class Subscribers {
    private final String server;
    private final @Nullable Broker broker;
    private final List<Subscriber<?>> all = new ArrayList<>();
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final Map<Subscriber<?>, Delivery> direct = new LinkedHashMap<>();

    Subscribers(String server, @Nullable Broker broker) {
        this.server = server;
        this.broker = broker;
    }

    void add(Subscriber<?> subscriber) {
        broker();
        subscriber.options().check(subscriber.topic());
        all.add(subscriber);
    }

    /** Returns them by topic, the last one first, as go-micro registers them. */
    List<Subscriber<?>> all() {
        return all.stream()
                .sorted(Comparator.<Subscriber<?>, String>comparing(Subscriber::topic)
                        .reversed())
                .toList();
    }

    /**
     * Subscribes.
     *
     * @throws BrokerException if that cannot be done
     */
    void start(Executor threads, Duration drainTime) {
        for (Subscriber<?> each : all) {
            direct.put(each, new Delivery(each.topic(), each.options(), each, broker()::publish, threads, drainTime));
        }
        for (Subscriber<?> each : all) {
            subscriptions.add(broker().subscribe(each.topic(), each.options(), each));
        }
    }

    /** Gives {@code event} to each subscriber of its topic; the future never fails. */
    CompletableFuture<List<Receipt>> deliver(Event event) {
        List<CompletableFuture<Receipt>> receipts = direct.entrySet().stream()
                .filter(each -> each.getKey().topic().equals(event.topic()))
                .map(each -> each.getValue().deliver(event))
                .toList();
        return CompletableFuture.allOf(receipts.toArray(CompletableFuture[]::new))
                .thenApply(
                        done -> receipts.stream().map(CompletableFuture::join).toList());
    }

    /** Unsubscribes, and waits until what was taken is handled. */
    void stop() {
        subscriptions.forEach(Subscription::close);
        direct.values().forEach(Delivery::close);
    }

    private Broker broker() {
        if (broker == null) {
            throw new IllegalStateException(server + " has no broker; hand one to Server.create");
        }
        return broker;
    }
}
