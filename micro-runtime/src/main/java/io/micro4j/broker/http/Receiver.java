package io.micro4j.broker.http;

import io.micro4j.broker.BrokerException;
import io.micro4j.broker.BrokerOptions;
import io.micro4j.broker.Delivery;
import io.micro4j.broker.Event;
import io.micro4j.broker.EventHandler;
import io.micro4j.broker.Receipt;
import io.micro4j.broker.SubscribeOptions;
import io.micro4j.broker.Subscription;
import io.micro4j.internal.AdvertisedAddress;
import io.micro4j.registry.Registry;
import io.micro4j.transport.TransportException;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.http.PlainHttp;
import io.micro4j.transport.http.PlainHttp.Request;
import io.micro4j.transport.http.PlainHttp.Response;
import io.micro4j.transport.net.Net;
import io.micro4j.transport.net.PortListener;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The receiving side: one port for all subscriptions of a process, opened with the first of them. Safe for use by many threads. */
final class Receiver implements AutoCloseable {
    private static final String DEFAULT_ADDRESS = "127.0.0.1:0";
    private static final String ID = "id=";
    private static final int ROOM_OF_LABEL = 63; // RFC 1035, section 2.3.4
    private static final int ROOM_BEFORE_UUID = ROOM_OF_LABEL - 37;
    private static final Response DONE = new Response(200, "");

    private final BrokerOptions options;
    private final Registry registry;
    private final Consumer<Event> deadLetters;
    private final Map<String, Received> subscriptions = new ConcurrentHashMap<>();
    private @Nullable Opened opened;
    private boolean closed;

    private record Opened(
            Net net,
            PortListener port,
            String address,
            ExecutorService handlers,
            ScheduledThreadPoolExecutor renewals) {}

    Receiver(BrokerOptions options, Registry registry, Consumer<Event> deadLetters) {
        this.options = options;
        this.registry = registry;
        this.deadLetters = deadLetters;
    }

    synchronized String address() {
        return opened == null ? "" : opened.address;
    }

    /** Listens, unless it does. */
    synchronized Opened open() {
        if (closed) {
            throw new BrokerException("The http broker is closed", null);
        }
        Opened current = opened;
        if (current == null) {
            current = listen();
            opened = current;
        }
        return current;
    }

    Subscription subscribe(String topic, SubscribeOptions subscribe, EventHandler handler) {
        Opened current = open();
        checkLabels(topic);
        Delivery delivery = new Delivery(topic, subscribe, handler, deadLetters, current.handlers, options.drainTime());
        Place place = Place.of(
                topic, subscribe.queue(), topic + "-" + UUID.randomUUID(), current.address, options.tls() != null);
        Received subscription = new Received(topic, place, delivery, new Lease(registry, place, current.renewals));
        subscriptions.put(place.node().id(), subscription);
        subscription.lease.start();
        return subscription;
    }

    @Override
    public void close() {
        subscriptions.values().forEach(Received::close);
        Opened current;
        synchronized (this) {
            closed = true;
            current = opened;
            opened = null;
        }
        if (current != null) {
            current.renewals.shutdownNow();
            current.port.close();
            current.net.close();
            current.handlers.shutdown();
        }
    }

    @Override
    public String toString() {
        String address = address();
        return (address.isEmpty() ? "not listening" : address) + ", " + subscriptions.size() + " subscriptions";
    }

    private Opened listen() {
        Net net = new Net(TransportOptions.DEFAULT.toBuilder()
                .maxMessageBytes(options.maxEventBytes())
                .tls(options.tls())
                .build());
        try {
            PortListener port = listen(net);
            return new Opened(
                    net,
                    port,
                    AdvertisedAddress.of("", port.address()),
                    Executors.newCachedThreadPool(new DefaultThreadFactory("micro-broker-http", true)),
                    new ScheduledThreadPoolExecutor(1, new DefaultThreadFactory("micro-broker-http-registry", true)));
        } catch (TransportException | IllegalArgumentException e) {
            net.close();
            throw new BrokerException(
                    "The http broker cannot listen (option withAddresses, or MICRO_BROKER_ADDRESS): " + e.getMessage(),
                    e);
        }
    }

    private PortListener listen(Net net) {
        List<String> addresses = options.addresses().isEmpty() ? List.of(DEFAULT_ADDRESS) : options.addresses();
        int last = addresses.size() - 1;
        for (String address : addresses.subList(0, last)) {
            try {
                return listen(address, net);
            } catch (TransportException taken) {
                // the next one may be free
            }
        }
        return listen(addresses.get(last), net);
    }

    private PortListener listen(String address, Net net) {
        return new PortListener(
                address,
                net,
                head -> {
                    throw new IllegalStateException("No call comes in through plain HTTP");
                },
                List.of(new PlainHttp(this::answer)));
    }

    /** A name that mDNS cannot carry would only be found missing by those who publish. */
    private void checkLabels(String topic) {
        if (!registry.name().equals("mdns")) {
            return;
        }
        String[] labels = topic.split("\\.", -1);
        for (int i = 0; i < labels.length; i++) {
            int bytes = labels[i].getBytes(StandardCharsets.UTF_8).length;
            int room = i == labels.length - 1 ? ROOM_BEFORE_UUID : ROOM_OF_LABEL;
            if (bytes == 0 || bytes > room) {
                throw new BrokerException(
                        "Cannot subscribe to \"" + topic + "\" over the http broker with mDNS as the registry: \""
                                + labels[i] + "\" has " + bytes + " bytes, and there is room for 1 to " + room
                                + ". Choose another topic, or another registry",
                        null);
            }
        }
    }

    private CompletableFuture<Response> answer(Request request) {
        if (!request.isPost()) {
            return done(405, 400, "Method not allowed");
        }
        Event event;
        try {
            event = Envelope.read(request.body());
        } catch (IllegalArgumentException e) {
            return done(500, 500, String.valueOf(e.getMessage()));
        }
        Received subscription = subscriptions.get(id(request.target()));
        if (subscription == null) {
            return done(404, 404, "nobody subscribes here with that id");
        }
        return subscription.delivery.deliver(event).thenApply(Receiver::response);
    }

    private static Response response(Receipt receipt) {
        return switch (receipt.result()) {
            case HANDLED -> DONE;
            case BUSY -> new Response(503, Envelope.error(503, receipt.detail()));
            case GONE, UNREACHABLE -> new Response(404, Envelope.error(404, receipt.detail()));
            case FAILED, UNKNOWN -> new Response(500, Envelope.error(500, receipt.detail()));
        };
    }

    private static CompletableFuture<Response> done(int status, int code, String detail) {
        return CompletableFuture.completedFuture(new Response(status, Envelope.error(code, detail)));
    }

    private static String id(String target) {
        int question = target.indexOf('?');
        for (String parameter : target.substring(question + 1).split("&", -1)) {
            if (parameter.startsWith(ID)) {
                try {
                    return URLDecoder.decode(parameter.substring(ID.length()), StandardCharsets.UTF_8);
                } catch (IllegalArgumentException notEncoded) {
                    return "";
                }
            }
        }
        return "";
    }

    private final class Received implements Subscription {
        private final String topic;
        private final Place place;
        private final Delivery delivery;
        private final Lease lease;

        Received(String topic, Place place, Delivery delivery, Lease lease) {
            this.topic = topic;
            this.place = place;
            this.delivery = delivery;
            this.lease = lease;
        }

        @Override
        public String topic() {
            return topic;
        }

        @Override
        public void close() {
            lease.close();
            delivery.close();
            subscriptions.remove(place.node().id());
        }
    }
}
