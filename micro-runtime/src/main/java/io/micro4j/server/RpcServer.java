package io.micro4j.server;

import io.micro4j.broker.Broker;
import io.micro4j.broker.SubscribeOptions;
import io.micro4j.call.Endpoint;
import io.micro4j.call.MessageType;
import io.micro4j.call.Metadata;
import io.micro4j.codec.Codecs;
import io.micro4j.internal.AdvertisedAddress;
import io.micro4j.registry.Node;
import io.micro4j.registry.Registry;
import io.micro4j.registry.ServiceEntry;
import io.micro4j.stub.MessageHandler;
import io.micro4j.transport.Listener;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The server: a table of endpoints, a listener that asks it, a node in a registry. */
final class RpcServer implements Server {
    private static final long LEAVE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Logger log = System.getLogger("io.micro4j.server");
    private final ServerOptions options;
    private final Transport transport;
    private final Registry registry;
    private final Codecs codecs;
    private final @Nullable Broker broker;
    private final RouteTable table = new RouteTable();
    private final Subscribers subscribers;
    private volatile @Nullable Running running;
    private boolean started;

    RpcServer(ServerOptions options, Transport transport, Registry registry, @Nullable Broker broker, Codecs codecs) {
        this.options = options;
        this.transport = transport;
        this.registry = registry;
        this.broker = broker;
        this.subscribers = new Subscribers(options.name(), broker);
        this.codecs = codecs;
    }

    @Override
    public synchronized Server handle(Handler... handlers) {
        if (started) {
            throw new IllegalStateException(options.name() + " has started; add handlers before");
        }
        for (Handler handler : handlers) {
            handler.bind(new RouteBinder(table, subscribers, codecs, Set.of()));
        }
        return this;
    }

    @Override
    public <T> Server subscribe(
            String topic, MessageType<T> type, SubscribeOptions options, MessageHandler<T> handler) {
        return handle(routes -> routes.subscribe(topic, type, options, handler));
    }

    @Override
    public synchronized void start() {
        if (started) {
            throw new IllegalStateException(options.name() + " has started before; make another server");
        }
        BindAddress address = BindAddress.parse(options.address());
        Serving serving = new Serving(options, limits(), log);
        Listener listener = listen(address, serving);
        started = true;
        ServiceEntry entry = entry(AdvertisedAddress.of(options.advertise(), listener.address()));
        ScheduledThreadPoolExecutor renewals =
                new ScheduledThreadPoolExecutor(1, HandlerThreads.named("micro-" + options.name() + "-registry-"));
        renewals.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        Registration registration = new Registration(
                registry,
                entry,
                options,
                renewals,
                () -> ThreadLocalRandom.current().nextDouble(),
                log);
        running = new Running(serving, listener, entry, registration, renewals);
        registration.start();
        subscribe(serving);
        Node node = entry.nodes().get(0);
        log.log(
                Level.INFO,
                () -> options.name() + " at " + node.address() + ", node " + node.id() + ", registry "
                        + registry.name());
    }

    @Override
    public void register() {
        running().registration.register();
    }

    @Override
    public void deregister() {
        running().registration.deregister();
    }

    @Override
    public boolean isReady() {
        Running now = running;
        return now != null && now.registration.isRegistered();
    }

    @Override
    public String address() {
        return running().entry.nodes().get(0).address();
    }

    @Override
    public synchronized void stop() {
        started = true;
        Running stopping = running;
        if (stopping != null) {
            running = null;
            stop(stopping);
        }
    }

    @Override
    public void close() {
        stop();
    }

    @Override
    public String toString() {
        Running now = running;
        return "Server[" + options.name() + (now == null ? "" : " at " + address()) + "]";
    }

    /** Returns what is in the registry. */
    ServiceEntry entry() {
        return running().entry;
    }

    private void stop(Running stopping) {
        Serving serving = stopping.serving;
        stopping.renewals.shutdown();
        stopping.registration.stop();
        long until = System.nanoTime() + options.drainTime().toNanos();
        serving.drain();
        stopping.listener.drain();
        subscribers.stop();
        if (!awaitNone(stopping, until - System.nanoTime())) {
            log.log(
                    Level.WARNING,
                    "{0} stops with {1} calls and {2} connections open after {3} s",
                    options.name(),
                    serving.openCalls(),
                    stopping.listener.connections(),
                    options.drainTime().toSeconds());
        }
        stopping.listener.close();
        awaitNone(stopping, LEAVE_NANOS);
        serving.close();
        log.log(Level.INFO, "{0} has stopped", options.name());
    }

    /** A broker that cannot be had is a reason to fail: a service that hears nothing would seem to work. */
    private void subscribe(Serving serving) {
        try {
            subscribers.start(serving.streamThreads(), options.drainTime());
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
    }

    private static boolean awaitNone(Running stopping, long nanos) {
        try {
            return stopping.serving.awaitNone(nanos, () -> stopping.listener.connections() == 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // in a hurry: what is left is cancelled
            return false;
        }
    }

    /** Returns the limits of single endpoints. A name that nobody serves is a mistake that would else be found under load. */
    private Map<Endpoint<?, ?>, Integer> limits() {
        Map<Endpoint<?, ?>, Integer> limits = new HashMap<>();
        options.endpointLimits().forEach((name, limit) -> {
            Served<?, ?> served = table.find(name);
            if (served == null) {
                throw new IllegalArgumentException("endpointLimits names " + name
                        + ", which " + options.name() + " does not serve; it serves "
                        + table.all().stream()
                                .map(each -> each.endpoint().name())
                                .toList());
            }
            limits.put(served.endpoint(), limit);
        });
        return limits;
    }

    private Listener listen(BindAddress address, Serving serving) {
        RouteTable own = new RouteTable();
        new DebugHandler(serving, Clock.systemUTC()).bind(new RouteBinder(own, subscribers, codecs, Set.of()));
        try {
            return address.listen(
                    transport,
                    Dispatcher.intercepted(
                            options.interceptors(),
                            new Dispatcher(table, own, () -> grpcTable(serving), subscribers, serving)));
        } catch (TransportException e) {
            serving.close();
            throw new TransportException(
                    options.name() + " cannot listen at " + address + " (option address, or MICRO_SERVER_ADDRESS): "
                            + e.getMessage(),
                    e);
        }
    }

    /** Returns what gRPC's tools ask of every server. */
    private RouteTable grpcTable(Serving serving) {
        List<? extends Endpoint<?, ?>> endpoints =
                table.all().stream().map(Served::endpoint).toList();
        RouteTable grpc = new RouteTable();
        RouteBinder routes = new RouteBinder(grpc, subscribers, codecs, Set.of());
        Set<String> names = endpoints.stream().map(Endpoint::service).collect(Collectors.toSet());
        names.add(options.name());
        new HealthHandler(serving.timer(), this::isReady, () -> serving.closing() != null, names::contains)
                .bind(routes);
        if (options.reflection()) {
            new ReflectionHandler(DescribedFiles.of(endpoints, HealthHandler.FILE, ReflectionHandler.FILE))
                    .bind(routes);
        }
        return grpc;
    }

    private ServiceEntry entry(String address) {
        Metadata.Builder metadata = Metadata.builder()
                .putAll(options.metadata())
                .put(Node.PROTOCOL, "mucp")
                .put("transport", transport.name())
                .put("server", "mucp")
                .put("registry", registry.name())
                .put("half-close", "true");
        if (!transport.wires().isEmpty()) {
            metadata.put(Node.WIRES, String.join(",", transport.wires()));
        }
        if (broker != null) {
            metadata.put("broker", broker.name());
        }
        Node node = new Node(NodeId.of(options.name(), options.id()), address, metadata.build());
        return new ServiceEntry(
                options.name(),
                options.version(),
                Metadata.EMPTY,
                Stream.concat(
                                table.all().stream().map(served -> EndpointValues.of(served.endpoint())),
                                subscribers.all().stream()
                                        .map(each -> EndpointValues.ofSubscriber(each.topic(), each.type())))
                        .toList(),
                List.of(node));
    }

    private Running running() {
        Running now = running;
        if (now == null) {
            throw new IllegalStateException(options.name() + " does not run; start() it first");
        }
        return now;
    }

    private record Running(
            Serving serving,
            Listener listener,
            ServiceEntry entry,
            Registration registration,
            ScheduledThreadPoolExecutor renewals) {}
}
