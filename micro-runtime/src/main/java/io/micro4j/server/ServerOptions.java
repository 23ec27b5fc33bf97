package io.micro4j.server;

import static java.util.Objects.requireNonNull;

import io.micro4j.call.Metadata;
import io.micro4j.internal.AdvertisedAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * How a {@link Server} behaves. Immutable; begin with {@link #of} and change with {@code toBuilder().….build()}.
 *
 * <p>In brackets: the environment variable that says the same where a {@code Service} reads it, and the default.
 *
 * @param name what clients look for: {@code greeter} ({@code MICRO_SERVER_NAME}; {@code go.micro.server})
 * @param version told to clients, which may choose by it ({@code MICRO_SERVER_VERSION}; {@code latest})
 * @param id what tells this server from the others of its name; the node's id is {@code <name>-<id>} ({@code MICRO_SERVER_ID}; random)
 * @param address where to listen: {@code host:port}, or {@code host:min-max} for the first port that is free; no host for all interfaces, port 0 for any ({@code MICRO_SERVER_ADDRESS}; {@code :0})
 * @param advertise the address to register, {@code host:port} or a host alone; empty for the one that listens ({@code MICRO_SERVER_ADVERTISE}; empty)
 * @param metadata what the node says of itself beside what every node says ({@code MICRO_SERVER_METADATA}, as {@code key=value,…}; none)
 * @param registerTtl how long the registry keeps a node that does not renew ({@code MICRO_REGISTER_TTL}, in seconds; 60 s)
 * @param registerInterval how often the node renews ({@code MICRO_REGISTER_INTERVAL}, in seconds; 30 s)
 * @param drainTime how long {@link Server#stop} waits for calls and connections; zero for not at all ({@code MICRO_SERVER_DRAIN_TIME}; 10 s)
 * @param virtualThreads whether handlers run on virtual threads; where the JDK has none, a pool is used ({@code MICRO_SERVER_VIRTUAL_THREADS}; true)
 * @param handlerThreads how many threads the pool has ({@code MICRO_SERVER_HANDLER_THREADS}; 8 a processor, at least 64)
 * @param queuedCalls how many calls may wait for a thread of the pool; more are refused ({@code MICRO_SERVER_QUEUED_CALLS}; 1,000)
 * @param maxCalls how many calls with one request and one reply may go on at once where there is no pool; more are refused ({@code MICRO_SERVER_MAX_CALLS}; 10,000)
 * @param maxStreams how many streaming calls may go on at once; more are refused ({@code MICRO_SERVER_MAX_STREAMS}; 1,000)
 * @param endpointLimits how many calls of one endpoint may go on or wait at once, by its name on the wire; more are refused (none)
 * @param window how many requests of a stream may be on their way to its handler ({@code MICRO_SERVER_WINDOW}; 64)
 * @param idleTimeout how long a handler waits for the next request of a stream before the call ends with 408; zero for ever ({@code MICRO_SERVER_IDLE_TIMEOUT}; zero)
 * @param contentType how messages are written when a call does not say ({@code application/protobuf}, as in go-micro)
 * @param reflection whether gRPC's tools are told what is served, and of which messages, which is more than every caller should know
 *     ({@code MICRO_SERVER_REFLECTION}; false)
 * @param interceptors what stands before every call, the first outermost (none)
 */
public record ServerOptions(
        String name,
        String version,
        String id,
        String address,
        String advertise,
        Metadata metadata,
        Duration registerTtl,
        Duration registerInterval,
        Duration drainTime,
        boolean virtualThreads,
        int handlerThreads,
        int queuedCalls,
        int maxCalls,
        int maxStreams,
        Map<String, Integer> endpointLimits,
        int window,
        Duration idleTimeout,
        String contentType,
        boolean reflection,
        List<ServerInterceptor> interceptors) {
    /** The name of a server that was given none. */
    public static final String DEFAULT_NAME = "go.micro.server";

    public ServerOptions {
        text(name, "name", "clients look for it");
        text(version, "version", "say latest");
        text(id, "id", "it tells nodes apart");
        address = BindAddress.parse(address).text();
        advertise = AdvertisedAddress.checked(advertise);
        requireNonNull(metadata, "metadata");
        positive(registerTtl, "registerTtl");
        positive(registerInterval, "registerInterval");
        notNegative(drainTime, "drainTime");
        atLeast(1, handlerThreads, "handlerThreads");
        atLeast(0, queuedCalls, "queuedCalls");
        atLeast(1, maxCalls, "maxCalls");
        atLeast(1, maxStreams, "maxStreams");
        endpointLimits = limits(endpointLimits);
        atLeast(1, window, "window");
        notNegative(idleTimeout, "idleTimeout");
        text(contentType, "contentType", "say application/protobuf");
        interceptors = List.copyOf(interceptors);
        if (registerTtl.compareTo(registerInterval) <= 0) {
            throw new IllegalArgumentException(
                    "registerTtl is " + registerTtl + " and registerInterval " + registerInterval
                            + "; a node would go between two renewals: make the interval shorter, or the ttl longer");
        }
    }

    /** Returns the default options of a server called {@code name}, with an id of its own. */
    public static ServerOptions of(String name) {
        return new ServerOptions(
                name,
                "latest",
                UUID.randomUUID().toString(),
                ":0",
                "",
                Metadata.EMPTY,
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                true,
                Math.max(64, 8 * Runtime.getRuntime().availableProcessors()),
                1_000,
                10_000,
                1_000,
                Map.of(),
                64,
                Duration.ZERO,
                "application/protobuf",
                false,
                List.of());
    }

    /** Returns a builder that starts from these options. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    private static String text(String value, String name, String hint) {
        if (requireNonNull(value, name).isBlank()) {
            throw new IllegalArgumentException(name + " is empty; " + hint);
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    name + " has a character in it that cannot be seen, as a tab or the end of a line; leave it out");
        }
        return value;
    }

    private static int atLeast(int least, int value, String name) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be at least " + least);
        }
        return value;
    }

    private static Duration positive(Duration value, String name) {
        notNegative(value, name);
        if (value.isZero()) {
            throw new IllegalArgumentException(name + " is zero; it must be longer than nothing");
        }
        return value;
    }

    private static Duration notNegative(Duration value, String name) {
        if (requireNonNull(value, name).isNegative()) {
            throw new IllegalArgumentException(name + " is " + value + "; it must not be negative");
        }
        return value;
    }

    private static Map<String, Integer> limits(Map<String, Integer> limits) {
        limits.forEach((endpoint, limit) -> atLeast(1, limit, "endpointLimits of " + endpoint));
        return Map.copyOf(limits);
    }

    /** Collects changed options, each checked at once, those that have to fit each other by {@link #build}. For one thread. */
    public static final class Builder {
        private String name;
        private String version;
        private String id;
        private String address;
        private String advertise;
        private Metadata metadata;
        private Duration registerTtl;
        private Duration registerInterval;
        private Duration drainTime;
        private boolean virtualThreads;
        private int handlerThreads;
        private int queuedCalls;
        private int maxCalls;
        private int maxStreams;
        private Map<String, Integer> endpointLimits;
        private int window;
        private Duration idleTimeout;
        private String contentType;
        private boolean reflection;
        private List<ServerInterceptor> interceptors;

        private Builder(ServerOptions options) {
            name = options.name;
            version = options.version;
            id = options.id;
            address = options.address;
            advertise = options.advertise;
            metadata = options.metadata;
            registerTtl = options.registerTtl;
            registerInterval = options.registerInterval;
            drainTime = options.drainTime;
            virtualThreads = options.virtualThreads;
            handlerThreads = options.handlerThreads;
            queuedCalls = options.queuedCalls;
            maxCalls = options.maxCalls;
            maxStreams = options.maxStreams;
            endpointLimits = options.endpointLimits;
            window = options.window;
            idleTimeout = options.idleTimeout;
            contentType = options.contentType;
            reflection = options.reflection;
            interceptors = options.interceptors;
        }

        /** Sets what clients look for. */
        public Builder name(String name) {
            this.name = text(name, "name", "clients look for it");
            return this;
        }

        /** Sets the version. */
        public Builder version(String version) {
            this.version = text(version, "version", "say latest");
            return this;
        }

        /** Sets what tells this server from the others of its name. */
        public Builder id(String id) {
            this.id = text(id, "id", "it tells nodes apart");
            return this;
        }

        /**
         * Sets where to listen.
         *
         * @throws IllegalArgumentException if its port is none, or a range of ports goes down
         */
        public Builder address(String address) {
            this.address = BindAddress.parse(address).text();
            return this;
        }

        /** Sets the address to register; empty for the one that listens. */
        public Builder advertise(String advertise) {
            this.advertise = AdvertisedAddress.checked(advertise);
            return this;
        }

        /** Sets what the node says of itself beside what every node says. */
        public Builder metadata(Metadata metadata) {
            this.metadata = requireNonNull(metadata, "metadata");
            return this;
        }

        /** Sets how long the registry keeps a node that does not renew. */
        public Builder registerTtl(Duration registerTtl) {
            this.registerTtl = positive(registerTtl, "registerTtl");
            return this;
        }

        /** Sets how often the node renews. */
        public Builder registerInterval(Duration registerInterval) {
            this.registerInterval = positive(registerInterval, "registerInterval");
            return this;
        }

        /** Sets how long a stop waits for calls and connections. */
        public Builder drainTime(Duration drainTime) {
            this.drainTime = notNegative(drainTime, "drainTime");
            return this;
        }

        /** Sets whether handlers run on virtual threads where the JDK has them. */
        public Builder virtualThreads(boolean virtualThreads) {
            this.virtualThreads = virtualThreads;
            return this;
        }

        /** Sets how many threads the pool has. */
        public Builder handlerThreads(int handlerThreads) {
            this.handlerThreads = atLeast(1, handlerThreads, "handlerThreads");
            return this;
        }

        /** Sets how many calls may wait for a thread of the pool. */
        public Builder queuedCalls(int queuedCalls) {
            this.queuedCalls = atLeast(0, queuedCalls, "queuedCalls");
            return this;
        }

        /** Sets how many calls with one request and one reply may go on at once where there is no pool. */
        public Builder maxCalls(int maxCalls) {
            this.maxCalls = atLeast(1, maxCalls, "maxCalls");
            return this;
        }

        /** Sets how many streaming calls may go on at once. */
        public Builder maxStreams(int maxStreams) {
            this.maxStreams = atLeast(1, maxStreams, "maxStreams");
            return this;
        }

        /** Sets how many calls of one endpoint may go on or wait at once, by its name on the wire: {@code Greeter.Hello}. */
        public Builder endpointLimits(Map<String, Integer> endpointLimits) {
            this.endpointLimits = limits(endpointLimits);
            return this;
        }

        /** Sets how many requests of a stream may be on their way to its handler. */
        public Builder window(int window) {
            this.window = atLeast(1, window, "window");
            return this;
        }

        /** Sets how long a handler waits for the next request of a stream; zero for ever. */
        public Builder idleTimeout(Duration idleTimeout) {
            this.idleTimeout = notNegative(idleTimeout, "idleTimeout");
            return this;
        }

        /** Sets how messages are written when a call does not say. */
        public Builder contentType(String contentType) {
            this.contentType = text(contentType, "contentType", "say application/protobuf");
            return this;
        }

        /** Sets whether gRPC's tools are told what is served. */
        public Builder reflection(boolean reflection) {
            this.reflection = reflection;
            return this;
        }

        /** Sets what stands before every call, the first outermost. */
        public Builder interceptors(List<ServerInterceptor> interceptors) {
            this.interceptors = List.copyOf(interceptors);
            return this;
        }

        /**
         * Returns the options.
         *
         * @throws IllegalArgumentException if two contradict each other
         */
        public ServerOptions build() {
            return new ServerOptions(
                    name,
                    version,
                    id,
                    address,
                    advertise,
                    metadata,
                    registerTtl,
                    registerInterval,
                    drainTime,
                    virtualThreads,
                    handlerThreads,
                    queuedCalls,
                    maxCalls,
                    maxStreams,
                    endpointLimits,
                    window,
                    idleTimeout,
                    contentType,
                    reflection,
                    interceptors);
        }
    }
}
