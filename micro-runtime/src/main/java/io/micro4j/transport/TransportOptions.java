package io.micro4j.transport;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a transport, on what a peer may send and how long it may take. Immutable; change one with {@code toBuilder().….build()}.
 *
 * @param ioThreads how many threads move bytes
 * @param maxMessageBytes the largest message that is taken, in bytes
 * @param maxHeaderBytes the largest head that is taken, in bytes, its request line included
 * @param maxHeaders how many headers a head may have
 * @param maxConnections how many connections a listener holds at once; more are closed at once
 * @param dialTimeout how long a connection may take to open
 * @param headTimeout how long a head may take from its first byte
 * @param bodyTimeout how long a body may take without a byte arriving, and in all, but for one more second for each KiB that has come
 * @param idleTimeout how long a server keeps a connection on which no call is going on; go-micro's clients need at least 75 s
 * @param poolSize how many idle connections a client keeps to one address; those of blocking callers over HTTP/1.1 are counted apart
 * @param poolTtl how old a connection may be when a client takes it up again
 * @param writeTimeout how long a peer may take none of the bytes that wait for it
 * @param maxStreams how many calls a client may have going on over one connection, where a wire carries many
 * @param keepAlive how long such a connection may be silent while calls go on, before the peer is asked for a sign of life; go-micro's and other
 *     gRPC servers take less than 5 minutes for an attack
 * @param maxResets how many calls a second a client may begin for nothing over one connection of gRPC, five times as many at once: reset by it, over
 *     {@code maxStreams}, or ended by a message that is none
 * @param compressFrom messages of at least so many bytes are sent compressed, where the wire has a way and the other side takes it: gzip on gRPC's; 0
 *     for none
 * @param wires what is spoken to those who speak it too, best first: any of {@code tcp}, {@code grpc} and {@code http}, which is HTTP/1.1 as go-micro
 *     speaks it and always there for those who speak nothing else; {@code http} alone pins it
 * @param tls how connections are encrypted; plain text unless said
 */
public record TransportOptions(
        int ioThreads,
        int maxMessageBytes,
        int maxHeaderBytes,
        int maxHeaders,
        int maxConnections,
        Duration dialTimeout,
        Duration headTimeout,
        Duration bodyTimeout,
        Duration idleTimeout,
        int poolSize,
        Duration poolTtl,
        Duration writeTimeout,
        int maxStreams,
        Duration keepAlive,
        int maxResets,
        int compressFrom,
        List<String> wires,
        @Nullable Tls tls) {
    private static final List<String> KNOWN = List.of("tcp", "grpc", "http");

    /** 4 MiB a message, 64 KiB and 128 headers a head, 5 s to connect, 10 s for a head, 30 s between bytes, 120 s idle, 1,024 pooled for 60 s, 1,000 calls a connection, 6 min silent, 1,000 resets a second, nothing compressed, tcp before gRPC before HTTP/1.1, plain text. */
    public static final TransportOptions DEFAULT = new TransportOptions(
            Math.max(1, Math.min(8, Runtime.getRuntime().availableProcessors())),
            4 * 1024 * 1024,
            64 * 1024,
            128,
            65_536,
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(120),
            1_024,
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            1_000,
            Duration.ofMinutes(6),
            1_000,
            0,
            KNOWN,
            null);

    public TransportOptions {
        positive(ioThreads, "ioThreads");
        positive(maxMessageBytes, "maxMessageBytes");
        positive(maxHeaderBytes, "maxHeaderBytes");
        positive(maxHeaders, "maxHeaders");
        positive(maxConnections, "maxConnections");
        positive(dialTimeout, "dialTimeout");
        positive(headTimeout, "headTimeout");
        positive(bodyTimeout, "bodyTimeout");
        positive(idleTimeout, "idleTimeout");
        positive(poolSize, "poolSize");
        positive(poolTtl, "poolTtl");
        positive(writeTimeout, "writeTimeout");
        positive(maxStreams, "maxStreams");
        positive(keepAlive, "keepAlive");
        positive(maxResets, "maxResets");
        notNegative(compressFrom, "compressFrom");
        wires = known(wires);
    }

    /** Returns a builder that starts from these options. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    private static void positive(int value, String name) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be at least 1");
        }
    }

    private static void notNegative(int value, String name) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " is " + value + "; use 0 for none");
        }
    }

    private static void positive(Duration value, String name) {
        if (requireNonNull(value, name).isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be longer than nothing");
        }
    }

    private static List<String> known(List<String> wires) {
        for (String wire : wires) {
            if (!KNOWN.contains(wire)) {
                throw new IllegalArgumentException("wires names " + wire + "; there are " + String.join(", ", KNOWN));
            }
        }
        if (wires.isEmpty() || new HashSet<>(wires).size() < wires.size()) {
            throw new IllegalArgumentException("wires is " + wires + "; name each that is wanted once, best first");
        }
        return List.copyOf(wires);
    }

    /** Collects changed options, each checked at once. For one thread. */
    public static final class Builder {
        private int ioThreads;
        private int maxMessageBytes;
        private int maxHeaderBytes;
        private int maxHeaders;
        private int maxConnections;
        private Duration dialTimeout;
        private Duration headTimeout;
        private Duration bodyTimeout;
        private Duration idleTimeout;
        private int poolSize;
        private Duration poolTtl;
        private Duration writeTimeout;
        private int maxStreams;
        private Duration keepAlive;
        private int maxResets;
        private int compressFrom;
        private List<String> wires;
        private @Nullable Tls tls;

        private Builder(TransportOptions options) {
            ioThreads = options.ioThreads;
            maxMessageBytes = options.maxMessageBytes;
            maxHeaderBytes = options.maxHeaderBytes;
            maxHeaders = options.maxHeaders;
            maxConnections = options.maxConnections;
            dialTimeout = options.dialTimeout;
            headTimeout = options.headTimeout;
            bodyTimeout = options.bodyTimeout;
            idleTimeout = options.idleTimeout;
            poolSize = options.poolSize;
            poolTtl = options.poolTtl;
            writeTimeout = options.writeTimeout;
            maxStreams = options.maxStreams;
            keepAlive = options.keepAlive;
            maxResets = options.maxResets;
            compressFrom = options.compressFrom;
            wires = options.wires;
            tls = options.tls;
        }

        /** Sets how many threads move bytes. */
        public Builder ioThreads(int ioThreads) {
            positive(ioThreads, "ioThreads");
            this.ioThreads = ioThreads;
            return this;
        }

        /** Sets the largest message that is taken, in bytes. */
        public Builder maxMessageBytes(int maxMessageBytes) {
            positive(maxMessageBytes, "maxMessageBytes");
            this.maxMessageBytes = maxMessageBytes;
            return this;
        }

        /** Sets the largest head that is taken, in bytes. */
        public Builder maxHeaderBytes(int maxHeaderBytes) {
            positive(maxHeaderBytes, "maxHeaderBytes");
            this.maxHeaderBytes = maxHeaderBytes;
            return this;
        }

        /** Sets how many headers a head may have. */
        public Builder maxHeaders(int maxHeaders) {
            positive(maxHeaders, "maxHeaders");
            this.maxHeaders = maxHeaders;
            return this;
        }

        /** Sets how many connections a listener holds at once. */
        public Builder maxConnections(int maxConnections) {
            positive(maxConnections, "maxConnections");
            this.maxConnections = maxConnections;
            return this;
        }

        /** Sets how long a connection may take to open. */
        public Builder dialTimeout(Duration dialTimeout) {
            positive(dialTimeout, "dialTimeout");
            this.dialTimeout = dialTimeout;
            return this;
        }

        /** Sets how long a head may take. */
        public Builder headTimeout(Duration headTimeout) {
            positive(headTimeout, "headTimeout");
            this.headTimeout = headTimeout;
            return this;
        }

        /** Sets how long a body may take without a byte arriving. */
        public Builder bodyTimeout(Duration bodyTimeout) {
            positive(bodyTimeout, "bodyTimeout");
            this.bodyTimeout = bodyTimeout;
            return this;
        }

        /** Sets how long a server keeps an idle connection. */
        public Builder idleTimeout(Duration idleTimeout) {
            positive(idleTimeout, "idleTimeout");
            this.idleTimeout = idleTimeout;
            return this;
        }

        /** Sets how many idle connections a client keeps to one address. */
        public Builder poolSize(int poolSize) {
            positive(poolSize, "poolSize");
            this.poolSize = poolSize;
            return this;
        }

        /** Sets how old a pooled connection may be. */
        public Builder poolTtl(Duration poolTtl) {
            positive(poolTtl, "poolTtl");
            this.poolTtl = poolTtl;
            return this;
        }

        /** Sets how long a peer may take none of the bytes that wait for it. */
        public Builder writeTimeout(Duration writeTimeout) {
            positive(writeTimeout, "writeTimeout");
            this.writeTimeout = writeTimeout;
            return this;
        }

        /** Sets how many calls a client may have going on over one connection. */
        public Builder maxStreams(int maxStreams) {
            positive(maxStreams, "maxStreams");
            this.maxStreams = maxStreams;
            return this;
        }

        /** Sets how long a connection may be silent while calls go on. */
        public Builder keepAlive(Duration keepAlive) {
            positive(keepAlive, "keepAlive");
            this.keepAlive = keepAlive;
            return this;
        }

        /** Sets how many calls a second a client may begin for nothing over one connection of gRPC. */
        public Builder maxResets(int maxResets) {
            positive(maxResets, "maxResets");
            this.maxResets = maxResets;
            return this;
        }

        /** Sets from how many bytes on a message is sent compressed; 0 for none. */
        public Builder compressFrom(int compressFrom) {
            notNegative(compressFrom, "compressFrom");
            this.compressFrom = compressFrom;
            return this;
        }

        /** Sets what is spoken to those who speak it too, best first: any of {@code tcp}, {@code grpc} and {@code http}. */
        public Builder wires(List<String> wires) {
            this.wires = known(wires);
            return this;
        }

        /** Sets how connections are encrypted; null for plain text. */
        public Builder tls(@Nullable Tls tls) {
            this.tls = tls;
            return this;
        }

        /** Returns the options. */
        public TransportOptions build() {
            return new TransportOptions(
                    ioThreads,
                    maxMessageBytes,
                    maxHeaderBytes,
                    maxHeaders,
                    maxConnections,
                    dialTimeout,
                    headTimeout,
                    bodyTimeout,
                    idleTimeout,
                    poolSize,
                    poolTtl,
                    writeTimeout,
                    maxStreams,
                    keepAlive,
                    maxResets,
                    compressFrom,
                    wires,
                    tls);
        }
    }
}
