package io.micro4j.broker.http;

import com.google.auto.service.AutoService;
import io.micro4j.broker.Broker;
import io.micro4j.broker.BrokerException;
import io.micro4j.broker.BrokerOptions;
import io.micro4j.broker.BrokerProvider;
import io.micro4j.broker.Event;
import io.micro4j.broker.EventHandler;
import io.micro4j.broker.Fanout;
import io.micro4j.broker.Receipt;
import io.micro4j.broker.SubscribeOptions;
import io.micro4j.broker.Subscription;
import io.micro4j.registry.Registry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * go-micro's default {@link Broker}, which needs no server: a subscriber listens, and says so in the registry; a publisher posts to each of them.
 *
 * <p><b>Not for production.</b> Nothing is stored: an event that is published while a subscriber is away never reaches it, and a publisher waits for
 * the slowest subscriber. It listens on the loopback unless an address is given, and whoever reaches it may publish, unless TLS asks for a
 * certificate.
 *
 * <p>What it promises, between publishers and subscribers of ours: once {@link #publish} returns, each queue that the registry names, and each
 * subscriber without one that could be reached, has handled the event, or it is in their dead-letter topic. It is delivered again if a connection
 * breaks, within a queue to another member, so it may be handled twice. Events of one publishing thread are handled in the order in which it
 * publishes them. A publisher waits while a subscriber is full, and for a queue none of whose members can be reached while the registry names one. A
 * go-micro publisher waits for nothing, and a go-micro subscriber says that all is well whatever its handler did.
 *
 * <p>A topic becomes part of a node's id: with mDNS as the registry, what stands behind its last dot has room for 26 bytes, and each part before that for 63.
 */
public final class HttpBroker implements Broker {
    private static final String NAME = "http";

    private final BrokerOptions options;
    private final Places places;
    private final Receiver receiver;
    private @Nullable Poster poster;
    private volatile boolean closed;

    /** Makes a broker whose subscribers are named in {@code registry}, which stays its owner's to close. Starts no thread yet. */
    public HttpBroker(BrokerOptions options, Registry registry) {
        this.options = options;
        this.places = new Places(registry);
        this.receiver = new Receiver(options, registry, this::publish);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String address() {
        return receiver.address();
    }

    @Override
    public void connect() {
        checkOpen();
        receiver.open();
    }

    @Override
    public void publish(Event event) {
        checkOpen();
        Poster post = poster();
        byte[] envelope = Envelope.write(event);
        if (envelope.length > options.maxEventBytes()) {
            throw new BrokerException(
                    event + " takes " + envelope.length + " bytes as JSON; " + options.maxEventBytes()
                            + " may be sent (option maxEventBytes)",
                    null);
        }
        Fanout.publish(event, groups(event.topic(), place -> bytes -> post(post, place, envelope)), options.timeout());
    }

    @Override
    public Subscription subscribe(String topic, SubscribeOptions subscribe, EventHandler handler) {
        checkOpen();
        return receiver.subscribe(topic, subscribe, handler);
    }

    @Override
    public void close() {
        receiver.close();
        closed = true;
        places.close();
        synchronized (this) {
            if (poster != null) {
                poster.close();
            }
        }
    }

    @Override
    public String toString() {
        return "HttpBroker[" + receiver + (closed ? ", closed]" : "]");
    }

    private List<Fanout.Group> groups(String topic, TargetOf target) {
        List<Fanout.Group> groups = new ArrayList<>();
        Set<String> queues = new LinkedHashSet<>();
        for (Place place : places.of(topic)) {
            if (place.queue().isEmpty()) {
                groups.add(new Fanout.Group("", () -> List.of(target.of(place))));
            } else {
                queues.add(place.queue());
            }
        }
        for (String queue : queues) {
            Supplier<List<Fanout.Target>> members = () -> places.of(topic).stream()
                    .filter(place -> place.queue().equals(queue))
                    .map(target::of)
                    .toList();
            groups.add(new Fanout.Group(queue, members));
        }
        return groups;
    }

    private interface TargetOf {
        Fanout.Target of(Place place);
    }

    private CompletableFuture<Receipt> post(Poster post, Place place, byte[] envelope) {
        return post.post(place, envelope).thenApply(receipt -> {
            if (receipt.result() == Receipt.Result.GONE) {
                places.forget(place);
            }
            return receipt;
        });
    }

    /** Not before the first publishing, so that those who only call need no OkHttp. */
    private synchronized Poster poster() {
        Poster current = poster;
        if (current == null) {
            current = new Poster(options);
            poster = current;
        }
        return current;
    }

    private void checkOpen() {
        if (closed) {
            throw new BrokerException("The http broker is closed", null);
        }
    }

    /** Answers to the name {@code http}. */
    @AutoService(BrokerProvider.class)
    public static final class Provider implements BrokerProvider {
        /** Makes one; all are alike. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Broker open(BrokerOptions options, Registry registry) {
            return new HttpBroker(options, registry);
        }
    }
}
