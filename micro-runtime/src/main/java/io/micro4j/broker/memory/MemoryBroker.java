package io.micro4j.broker.memory;

import com.google.auto.service.AutoService;
import io.micro4j.broker.Broker;
import io.micro4j.broker.BrokerException;
import io.micro4j.broker.BrokerOptions;
import io.micro4j.broker.BrokerProvider;
import io.micro4j.broker.Delivery;
import io.micro4j.broker.Event;
import io.micro4j.broker.EventHandler;
import io.micro4j.broker.Fanout;
import io.micro4j.broker.SubscribeOptions;
import io.micro4j.broker.Subscription;
import io.micro4j.registry.Registry;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A {@link Broker} in this process: for tests, and for services that share a process. Those who are to hear of each other are given the same instance, or
 * {@link #another} of it.
 *
 * <p>What it promises: events of one publishing thread are handled in the order in which it publishes them, since it waits for each. An event is
 * handled again only by a retry. A publisher waits while a subscriber is full. Nothing outlives the process. Unlike go-micro's memory broker, queues
 * are honoured.
 */
public final class MemoryBroker implements Broker {
    private final BrokerOptions options;
    private final List<Subscriber> all;
    private final List<Subscriber> own = new CopyOnWriteArrayList<>();
    private final ExecutorService threads =
            Executors.newCachedThreadPool(new DefaultThreadFactory("micro-broker-memory", true));
    private volatile boolean closed;

    private MemoryBroker(BrokerOptions options, List<Subscriber> all) {
        this.options = options;
        this.all = all;
    }

    /** Makes a broker without subscribers. */
    public MemoryBroker() {
        this(BrokerOptions.DEFAULT);
    }

    /** Makes a broker without subscribers; addresses and the size of events say nothing here. */
    public MemoryBroker(BrokerOptions options) {
        this(options, new CopyOnWriteArrayList<>());
    }

    /** Returns a broker with the same subscribers, as another process would have: closing one ends its own subscriptions only. */
    public MemoryBroker another(BrokerOptions options) {
        return new MemoryBroker(options, all);
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String address() {
        return "";
    }

    @Override
    public void connect() {
        if (closed) {
            throw new BrokerException("The memory broker is closed", null);
        }
    }

    @Override
    public void publish(Event event) {
        connect();
        List<Fanout.Group> groups = new ArrayList<>();
        Set<String> queues = new LinkedHashSet<>();
        for (Subscriber subscriber : all) {
            if (subscriber.topic.equals(event.topic())) {
                if (subscriber.queue.isEmpty()) {
                    groups.add(new Fanout.Group("", () -> List.of(subscriber.delivery::deliver)));
                } else {
                    queues.add(subscriber.queue);
                }
            }
        }
        queues.forEach(queue -> groups.add(new Fanout.Group(
                queue,
                () -> all.stream()
                        .filter(each -> each.topic.equals(event.topic()) && each.queue.equals(queue))
                        .<Fanout.Target>map(each -> each.delivery::deliver)
                        .toList())));
        Fanout.publish(event, groups, options.timeout());
    }

    @Override
    public Subscription subscribe(String topic, SubscribeOptions subscribe, EventHandler handler) {
        connect();
        Delivery delivery = new Delivery(topic, subscribe, handler, this::publish, threads, options.drainTime());
        Subscriber subscriber = new Subscriber(topic, subscribe.queue(), delivery);
        all.add(subscriber);
        own.add(subscriber);
        return subscriber;
    }

    @Override
    public void close() {
        own.forEach(Subscriber::close);
        closed = true;
        threads.shutdown();
    }

    @Override
    public String toString() {
        return "MemoryBroker[" + own.size() + " subscriptions" + (closed ? ", closed]" : "]");
    }

    private final class Subscriber implements Subscription {
        private final String topic;
        private final String queue;
        private final Delivery delivery;

        Subscriber(String topic, String queue, Delivery delivery) {
            this.topic = topic;
            this.queue = queue;
            this.delivery = delivery;
        }

        @Override
        public String topic() {
            return topic;
        }

        @Override
        public void close() {
            all.remove(this);
            own.remove(this);
            delivery.close();
        }
    }

    /** Answers to the name {@code memory}. */
    @AutoService(BrokerProvider.class)
    public static final class Provider implements BrokerProvider {
        /** Makes one; all are alike. */
        public Provider() {}

        @Override
        public String name() {
            return "memory";
        }

        @Override
        public Broker open(BrokerOptions options, Registry registry) {
            return new MemoryBroker(options);
        }
    }
}
