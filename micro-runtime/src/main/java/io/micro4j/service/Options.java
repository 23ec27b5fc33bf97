package io.micro4j.service;

import static io.micro4j.service.Kind.DURATION;
import static io.micro4j.service.Kind.DURATION_OR_ZERO;
import static io.micro4j.service.Kind.FILE;
import static io.micro4j.service.Kind.FLAG;
import static io.micro4j.service.Kind.LIST;
import static io.micro4j.service.Kind.PAIRS;
import static io.micro4j.service.Kind.SECONDS;
import static io.micro4j.service.Kind.TEXT;
import static io.micro4j.service.Kind.number;

import io.micro4j.broker.BrokerOptions;
import io.micro4j.client.ClientOptions;
import io.micro4j.registry.RegistryOptions;
import io.micro4j.selector.SelectorOptions;
import io.micro4j.server.ServerOptions;
import io.micro4j.transport.Tls;
import io.micro4j.transport.TransportOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every option that can be said from outside. The names are go-micro's where it has one. {@code docs/options.md} is made of this.
 *
 * @param title what they have in common
 */
record Options(String title, List<Option<?>> options) {
    static final String CONFIG_FILE = "MICRO_CONFIG_FILE";
    static final String PRINT_CONFIG = "MICRO_PRINT_CONFIG";

    static final List<Options> ALL = List.of(
            new Options(
                    "Process",
                    List.of(
                            Option.of(
                                    CONFIG_FILE,
                                    "file",
                                    TEXT,
                                    "a file of properties that says what else there is to say",
                                    (choices, file) -> {},
                                    chosen -> ""),
                            Option.of(
                                    PRINT_CONFIG,
                                    "describe",
                                    FLAG,
                                    "whether the start prints every option, its value, and where that was said",
                                    (choices, print) -> {},
                                    chosen -> false))),
            new Options(
                    "Server",
                    List.of(
                            server(
                                    "NAME",
                                    "name",
                                    TEXT,
                                    "what clients look for",
                                    ServerOptions.Builder::name,
                                    ServerOptions::name),
                            server(
                                    "VERSION",
                                    "version",
                                    TEXT,
                                    "the version that is registered",
                                    ServerOptions.Builder::version,
                                    ServerOptions::version),
                            server(
                                    "ID",
                                    "id",
                                    TEXT,
                                    "tells nodes of one name apart; a random one unless said",
                                    ServerOptions.Builder::id,
                                    ServerOptions::id),
                            server(
                                    "ADDRESS",
                                    "address",
                                    TEXT,
                                    "where to listen: `host:port` or `host:min-max`; port 0 is any, no host is every interface",
                                    ServerOptions.Builder::address,
                                    ServerOptions::address),
                            server(
                                    "ADVERTISE",
                                    "advertise",
                                    TEXT,
                                    "the address to register, `host:port` or a host; where it listens unless said",
                                    ServerOptions.Builder::advertise,
                                    ServerOptions::advertise),
                            Option.of(
                                    "MICRO_SERVER_METADATA",
                                    "metadata",
                                    PAIRS,
                                    "what the node says of itself, beside what code says",
                                    (choices, more) -> choices.server.metadata(
                                            choices.server.build().metadata().with(more)),
                                    chosen -> chosen.server().metadata()),
                            register(
                                    "TTL",
                                    "registerTtl",
                                    "how long the registry keeps a node that is not renewed",
                                    ServerOptions.Builder::registerTtl,
                                    ServerOptions::registerTtl),
                            register(
                                    "INTERVAL",
                                    "registerInterval",
                                    "how often it is renewed",
                                    ServerOptions.Builder::registerInterval,
                                    ServerOptions::registerInterval),
                            server(
                                    "DRAIN_TIME",
                                    "drainTime",
                                    DURATION_OR_ZERO,
                                    "how long a stop waits for calls and clients; 0 for not at all",
                                    ServerOptions.Builder::drainTime,
                                    ServerOptions::drainTime),
                            server(
                                    "VIRTUAL_THREADS",
                                    "virtualThreads",
                                    FLAG,
                                    "whether handlers run on virtual threads, on JDK 21 and later",
                                    ServerOptions.Builder::virtualThreads,
                                    ServerOptions::virtualThreads),
                            server(
                                    "HANDLER_THREADS",
                                    "handlerThreads",
                                    number(1),
                                    "threads for handlers where there are no virtual ones; 8 a processor, at least 64, unless said",
                                    ServerOptions.Builder::handlerThreads,
                                    ServerOptions::handlerThreads),
                            server(
                                    "REFLECTION",
                                    "reflection",
                                    FLAG,
                                    "whether gRPC's tools, as grpcurl, are told what is served and of which messages",
                                    ServerOptions.Builder::reflection,
                                    ServerOptions::reflection),
                            server(
                                    "QUEUED_CALLS",
                                    "queuedCalls",
                                    number(0),
                                    "calls that may wait for such a thread; more are refused",
                                    ServerOptions.Builder::queuedCalls,
                                    ServerOptions::queuedCalls),
                            server(
                                    "MAX_CALLS",
                                    "maxCalls",
                                    number(1),
                                    "calls at once on virtual threads; more are refused",
                                    ServerOptions.Builder::maxCalls,
                                    ServerOptions::maxCalls),
                            server(
                                    "MAX_STREAMS",
                                    "maxStreams",
                                    number(1),
                                    "streaming calls at once; more are refused",
                                    ServerOptions.Builder::maxStreams,
                                    ServerOptions::maxStreams),
                            server(
                                    "WINDOW",
                                    "window",
                                    number(1),
                                    "requests of a stream on their way to its handler",
                                    ServerOptions.Builder::window,
                                    ServerOptions::window),
                            server(
                                    "IDLE_TIMEOUT",
                                    "idleTimeout",
                                    DURATION_OR_ZERO,
                                    "how long a handler waits for the next request of a stream; 0 for ever",
                                    ServerOptions.Builder::idleTimeout,
                                    ServerOptions::idleTimeout))),
            new Options(
                    "Client",
                    List.of(
                            client(
                                    "REQUEST_TIMEOUT",
                                    "withTimeout",
                                    DURATION,
                                    "how long a call with one reply may take in all, or a stream to open",
                                    ClientOptions::withTimeout,
                                    ClientOptions::timeout),
                            client(
                                    "IDLE_TIMEOUT",
                                    "withIdleTimeout",
                                    DURATION_OR_ZERO,
                                    "how long a stream may be silent while its reader waits; 0 for ever",
                                    ClientOptions::withIdleTimeout,
                                    ClientOptions::idleTimeout),
                            client(
                                    "RETRIES",
                                    "withRetries",
                                    number(0),
                                    "how often a call is made again where that is safe",
                                    ClientOptions::withRetries,
                                    ClientOptions::retries),
                            client(
                                    "RETRY_PERCENT",
                                    "withRetryBudget",
                                    number(0),
                                    "of a hundred calls of the last 10 s, how many may be made again",
                                    (client, percent) -> client.withRetryBudget(
                                            client.retryBudget().withPercent(percent)),
                                    client -> client.retryBudget().percent()),
                            client(
                                    "RETRIES_PER_SECOND",
                                    "withRetryBudget",
                                    number(0),
                                    "and how many more a second, on average over these 10 s",
                                    (client, retries) -> client.withRetryBudget(
                                            client.retryBudget().withPerSecond(retries)),
                                    client -> client.retryBudget().perSecond()),
                            client(
                                    "HEDGE_DELAY",
                                    "withHedging",
                                    DURATION_OR_ZERO,
                                    "after how long without a reply a call of an idempotent endpoint is made on another node as well; 0 for never",
                                    (client, delay) ->
                                            client.withHedging(client.hedging().withDelay(delay)),
                                    client -> client.hedging().delay()),
                            client(
                                    "HEDGES",
                                    "withHedging",
                                    number(1),
                                    "how many such calls are made beside the first",
                                    (client, most) ->
                                            client.withHedging(client.hedging().withMost(most)),
                                    client -> client.hedging().most()),
                            client(
                                    "WINDOW",
                                    "withWindow",
                                    number(1),
                                    "replies of a stream on their way to its reader",
                                    ClientOptions::withWindow,
                                    ClientOptions::window),
                            client(
                                    "CONTENT_TYPE",
                                    "withContentType",
                                    TEXT,
                                    "how messages are written: `application/protobuf`, `application/json`, `application/octet-stream`, or go-micro's older `application/proto-rpc` and `application/json-rpc`; protobuf for its messages and JSON for others unless said",
                                    ClientOptions::withContentType,
                                    client -> client.contentType() == null ? "" : client.contentType()),
                            transport(
                                    "MICRO_CLIENT_POOL_SIZE",
                                    "poolSize",
                                    number(0),
                                    "idle connections that a client keeps to one address; 0 for the default",
                                    Options::poolSize,
                                    TransportOptions::poolSize),
                            transport(
                                    "MICRO_CLIENT_POOL_TTL",
                                    "poolTtl",
                                    DURATION,
                                    "how old a connection may be when it is taken up again",
                                    TransportOptions.Builder::poolTtl,
                                    TransportOptions::poolTtl))),
            new Options(
                    "Parts",
                    List.of(
                            Option.of(
                                    "MICRO_TRANSPORT",
                                    "transport",
                                    TEXT,
                                    "`http`, which speaks every wire of `MICRO_TRANSPORT_WIRES`; `grpc` or `tcp`, for all calls, so that every server must speak it; `memory` reaches its own process only",
                                    (choices, name) -> choices.transportName = name,
                                    Chosen::transportName),
                            Option.of(
                                    "MICRO_REGISTRY",
                                    "registry",
                                    TEXT,
                                    "`mdns` (with `local` beside it), `local` (one host) or `memory` (one process)",
                                    (choices, name) -> choices.registryName = name,
                                    Chosen::registryName),
                            Option.of(
                                    "MICRO_SELECTOR",
                                    "selector",
                                    TEXT,
                                    "`random`, `round-robin` or `least-loaded`, among the registry's nodes; `named` (a service's name is its address) or `static` (its name in the domain `STATIC_SELECTOR_DOMAIN_NAME`, at port `STATIC_SELECTOR_PORT_NUMBER`), without a registry",
                                    (choices, name) -> choices.selectorName = name,
                                    Chosen::selectorName),
                            Option.of(
                                    "MICRO_BROKER",
                                    "broker",
                                    TEXT,
                                    "`http` (no server of its own; not for production) or `memory` (one process)",
                                    (choices, name) -> choices.brokerName = name,
                                    Chosen::brokerName))),
            new Options(
                    "Selector",
                    List.of(
                            selector(
                                    "FILTERS",
                                    "withFilters",
                                    Kind.FILTERS,
                                    "which nodes may be called: `version=v2; label zone=a; prefer zone=a,b; endpoint=Greeter.Hello; without 10.0.0.7:8080`, each given what the one before it left",
                                    SelectorOptions::withFilters,
                                    SelectorOptions::filters),
                            selector(
                                    "PAUSE",
                                    "withPause",
                                    DURATION,
                                    "how long a node that fails is left out, twice as long each further time, up to a minute",
                                    SelectorOptions::withPause,
                                    SelectorOptions::pause),
                            selector(
                                    "FAILURES",
                                    "withFailures",
                                    number(1),
                                    "after how many failed calls in a row a node is left out, if others do better",
                                    SelectorOptions::withFailures,
                                    SelectorOptions::failures),
                            selector(
                                    "WARM_UP",
                                    "withWarmUp",
                                    DURATION_OR_ZERO,
                                    "how long a new node gets less than its share of calls; 0 for not at all",
                                    SelectorOptions::withWarmUp,
                                    SelectorOptions::warmUp))),
            new Options(
                    "Registry",
                    List.of(
                            registry(
                                    "ADDRESS",
                                    "withAddresses",
                                    LIST,
                                    "where the registry is; mDNS has none",
                                    RegistryOptions::withAddresses,
                                    RegistryOptions::addresses),
                            registry(
                                    "TIMEOUT",
                                    "withTimeout",
                                    DURATION,
                                    "how long it may take to answer",
                                    RegistryOptions::withTimeout,
                                    RegistryOptions::timeout),
                            setting(
                                    "mdns.interfaces",
                                    Kind.INTERFACES,
                                    "",
                                    "the network interfaces to use; every one that is up unless said"),
                            setting("mdns.window", number(1), "100", "how long a look-up listens, in milliseconds"),
                            setting("mdns.port", number(1), "5353", "the UDP port"),
                            setting("mdns.local", FLAG, "true", "whether `local` stands beside mDNS"),
                            setting(
                                    "local.directory",
                                    Kind.DIRECTORY,
                                    "",
                                    "the directory by which processes of one host find each other; `$XDG_RUNTIME_DIR/micro4j`, else `/tmp/micro4j-USER`, unless said"))),
            new Options(
                    "Broker",
                    List.of(
                            broker(
                                    "ADDRESS",
                                    "withAddresses",
                                    LIST,
                                    "where the broker is; for `http`, where this process receives: `127.0.0.1:0` unless said, which other hosts do not reach",
                                    BrokerOptions::withAddresses,
                                    BrokerOptions::addresses),
                            broker(
                                    "TIMEOUT",
                                    "withTimeout",
                                    DURATION,
                                    "how long publishing may take in all, until the last subscriber has handled the message",
                                    BrokerOptions::withTimeout,
                                    BrokerOptions::timeout),
                            broker(
                                    "MAX_EVENT_BYTES",
                                    "withMaxEventBytes",
                                    number(1),
                                    "the largest message that is published or taken, in bytes, with its headers and as the broker writes it",
                                    BrokerOptions::withMaxEventBytes,
                                    BrokerOptions::maxEventBytes),
                            broker(
                                    "DRAIN_TIME",
                                    "withDrainTime",
                                    DURATION_OR_ZERO,
                                    "how long the end of a subscription waits for handlers; 0 for not at all",
                                    BrokerOptions::withDrainTime,
                                    BrokerOptions::drainTime))),
            new Options(
                    "Transport",
                    List.of(
                            transport(
                                    "WIRES",
                                    "wires",
                                    LIST,
                                    "what is spoken to those who speak it too, best first: any of `tcp`, `grpc` and `http`; HTTP/1.1 is always there for those who speak nothing else, and `http` alone pins it",
                                    TransportOptions.Builder::wires,
                                    TransportOptions::wires),
                            transport(
                                    "MAX_MESSAGE_BYTES",
                                    "maxMessageBytes",
                                    number(1),
                                    "the largest message that is taken, in bytes",
                                    TransportOptions.Builder::maxMessageBytes,
                                    TransportOptions::maxMessageBytes),
                            transport(
                                    "MAX_HEADER_BYTES",
                                    "maxHeaderBytes",
                                    number(1),
                                    "the largest head of a message, in bytes",
                                    TransportOptions.Builder::maxHeaderBytes,
                                    TransportOptions::maxHeaderBytes),
                            transport(
                                    "MAX_HEADERS",
                                    "maxHeaders",
                                    number(1),
                                    "headers in a head",
                                    TransportOptions.Builder::maxHeaders,
                                    TransportOptions::maxHeaders),
                            transport(
                                    "MAX_CONNECTIONS",
                                    "maxConnections",
                                    number(1),
                                    "connections to a server at once; more are closed",
                                    TransportOptions.Builder::maxConnections,
                                    TransportOptions::maxConnections),
                            transport(
                                    "DIAL_TIMEOUT",
                                    "dialTimeout",
                                    DURATION,
                                    "how long a connection may take to open",
                                    TransportOptions.Builder::dialTimeout,
                                    TransportOptions::dialTimeout),
                            transport(
                                    "HEAD_TIMEOUT",
                                    "headTimeout",
                                    DURATION,
                                    "how long a head may take from its first byte",
                                    TransportOptions.Builder::headTimeout,
                                    TransportOptions::headTimeout),
                            transport(
                                    "BODY_TIMEOUT",
                                    "bodyTimeout",
                                    DURATION,
                                    "how long a body may take without a byte arriving, and in all, but for one more second for each KiB that has come",
                                    TransportOptions.Builder::bodyTimeout,
                                    TransportOptions::bodyTimeout),
                            transport(
                                    "WRITE_TIMEOUT",
                                    "writeTimeout",
                                    DURATION,
                                    "how long a peer may take none of the bytes that wait for it",
                                    TransportOptions.Builder::writeTimeout,
                                    TransportOptions::writeTimeout),
                            transport(
                                    "MAX_STREAMS",
                                    "maxStreams",
                                    number(1),
                                    "calls that a client may have going on over one connection, where a wire carries many",
                                    TransportOptions.Builder::maxStreams,
                                    TransportOptions::maxStreams),
                            transport(
                                    "KEEP_ALIVE",
                                    "keepAlive",
                                    DURATION,
                                    "how long such a connection may be silent while calls go on, before the peer is asked for a sign of life",
                                    TransportOptions.Builder::keepAlive,
                                    TransportOptions::keepAlive),
                            transport(
                                    "MAX_RESETS",
                                    "maxResets",
                                    number(1),
                                    "calls a second that a client may begin for nothing over one connection of gRPC, by resetting them say; five times as many at once",
                                    TransportOptions.Builder::maxResets,
                                    TransportOptions::maxResets),
                            transport(
                                    "COMPRESS_FROM",
                                    "compressFrom",
                                    number(0),
                                    "messages of at least so many bytes are sent compressed, where the wire has a way and the other side takes it: gzip on gRPC's; 0 for none",
                                    TransportOptions.Builder::compressFrom,
                                    TransportOptions::compressFrom),
                            transport(
                                    "IDLE_TIMEOUT",
                                    "idleTimeout",
                                    DURATION,
                                    "how long a server keeps a connection without a call",
                                    TransportOptions.Builder::idleTimeout,
                                    TransportOptions::idleTimeout),
                            transport(
                                    "IO_THREADS",
                                    "ioThreads",
                                    number(1),
                                    "threads that move bytes; one a processor, at most 8, unless said",
                                    TransportOptions.Builder::ioThreads,
                                    TransportOptions::ioThreads))),
            new Options(
                    "TLS",
                    List.of(
                            tls(
                                    "CERT_FILE",
                                    "withCertificate",
                                    FILE,
                                    "a chain of certificates in PEM, one's own first; a server needs one",
                                    (tls, file) -> files(tls, file, tls.key()),
                                    Tls::certificate),
                            tls(
                                    "KEY_FILE",
                                    "withCertificate",
                                    FILE,
                                    "its private key, PKCS #8 in PEM without a password",
                                    (tls, file) -> files(tls, tls.certificate(), file),
                                    Tls::key),
                            tls(
                                    "CA_FILE",
                                    "withTrust",
                                    FILE,
                                    "certificates in PEM of those who may vouch for a peer; the JVM's own unless said",
                                    Tls::withTrust,
                                    Tls::trust),
                            tls(
                                    "CLIENT_CERTIFICATES",
                                    "withClientCertificates",
                                    FLAG,
                                    "whether a server takes only clients that have a certificate",
                                    Tls::withClientCertificates,
                                    Tls::clientCertificates),
                            tls(
                                    "SERVER_NAME",
                                    "withServerName",
                                    TEXT,
                                    "the name that servers' certificates must be for; the host that is dialled unless said",
                                    Tls::withServerName,
                                    Tls::serverName),
                            tls(
                                    "RELOAD_INTERVAL",
                                    "withReloadInterval",
                                    DURATION,
                                    "how often the files are looked at",
                                    Tls::withReloadInterval,
                                    Tls::reloadInterval),
                            Option.of(
                                    "MICRO_TLS",
                                    "tls",
                                    FLAG,
                                    "whether every connection is encrypted; true where one of the above is said",
                                    (choices, on) -> choices.transport.tls(on ? said(choices) : null),
                                    chosen -> chosen.transport().tls() != null))));

    static Stream<Option<?>> all() {
        return ALL.stream().flatMap(group -> group.options().stream());
    }

    private static <T> Option<T> server(
            String name,
            String inCode,
            Kind<T> kind,
            String effect,
            BiFunction<ServerOptions.Builder, T, ServerOptions.Builder> set,
            Function<ServerOptions, T> get) {
        return Option.of(
                "MICRO_SERVER_" + name,
                inCode,
                kind,
                effect,
                (choices, value) -> choices.server = set.apply(choices.server, value),
                chosen -> get.apply(chosen.server()));
    }

    private static Option<Duration> register(
            String name,
            String inCode,
            String effect,
            BiFunction<ServerOptions.Builder, Duration, ServerOptions.Builder> set,
            Function<ServerOptions, Duration> get) {
        return Option.of(
                "MICRO_REGISTER_" + name,
                inCode,
                SECONDS,
                effect,
                (choices, value) -> choices.server = set.apply(choices.server, value),
                chosen -> get.apply(chosen.server()));
    }

    private static <T> Option<T> client(
            String name,
            String inCode,
            Kind<T> kind,
            String effect,
            BiFunction<ClientOptions, T, ClientOptions> set,
            Function<ClientOptions, T> get) {
        return Option.of(
                "MICRO_CLIENT_" + name,
                inCode,
                kind,
                effect,
                (choices, value) -> choices.client = set.apply(choices.client, value),
                chosen -> get.apply(chosen.client()));
    }

    private static <T> Option<T> selector(
            String name,
            String inCode,
            Kind<T> kind,
            String effect,
            BiFunction<SelectorOptions, T, SelectorOptions> set,
            Function<SelectorOptions, T> get) {
        return Option.of(
                "MICRO_SELECTOR_" + name,
                inCode,
                kind,
                effect,
                (choices, value) -> choices.selector = set.apply(choices.selector, value),
                chosen -> get.apply(chosen.selector()));
    }

    private static <T> Option<T> registry(
            String name,
            String inCode,
            Kind<T> kind,
            String effect,
            BiFunction<RegistryOptions, T, RegistryOptions> set,
            Function<RegistryOptions, T> get) {
        return Option.of(
                "MICRO_REGISTRY_" + name,
                inCode,
                kind,
                effect,
                (choices, value) -> choices.registry = set.apply(choices.registry, value),
                chosen -> get.apply(chosen.registry()));
    }

    private static <T> Option<T> broker(
            String name,
            String inCode,
            Kind<T> kind,
            String effect,
            BiFunction<BrokerOptions, T, BrokerOptions> set,
            Function<BrokerOptions, T> get) {
        return Option.of(
                "MICRO_BROKER_" + name,
                inCode,
                kind,
                effect,
                (choices, value) -> choices.broker = set.apply(choices.broker, value),
                chosen -> get.apply(chosen.broker()));
    }

    private static <T> Option<T> setting(String name, Kind<T> kind, String otherwise, String effect) {
        return new Option<>(
                Option.variable(name),
                name,
                kind,
                effect,
                (choices, value) -> choices.registry =
                        choices.registry.withSetting(name, kind.write().apply(value)),
                chosen -> chosen.registry().settings().getOrDefault(name, otherwise));
    }

    private static <T> Option<T> transport(
            String name,
            String inCode,
            Kind<T> kind,
            String effect,
            BiFunction<TransportOptions.Builder, T, TransportOptions.Builder> set,
            Function<TransportOptions, T> get) {
        BiConsumer<Choices, T> say = (choices, value) -> choices.transport = set.apply(choices.transport, value);
        String variable = name.startsWith("MICRO_") ? name : "MICRO_TRANSPORT_" + name;
        return Option.of(variable, inCode, kind, effect, say, chosen -> get.apply(chosen.transport()));
    }

    private static <T> Option<T> tls(
            String name,
            String inCode,
            Kind<T> kind,
            String effect,
            BiFunction<Tls, T, Tls> set,
            Function<Tls, @Nullable T> get) {
        return new Option<>(
                "MICRO_TLS_" + name,
                inCode,
                kind,
                effect,
                (choices, value) -> choices.transport.tls(set.apply(said(choices), value)),
                chosen -> {
                    Tls tls = chosen.transport().tls();
                    T value = get.apply(tls == null ? Tls.DEFAULT : tls);
                    return value == null ? "" : kind.write().apply(value);
                });
    }

    /** One is said after the other; whether both are there is seen when they are read. */
    private static Tls files(Tls tls, @Nullable Path certificate, @Nullable Path key) {
        return new Tls(certificate, key, tls.trust(), tls.clientCertificates(), tls.serverName(), tls.reloadInterval());
    }

    private static Tls said(Choices choices) {
        Tls tls = choices.transport.build().tls();
        return tls == null ? Tls.DEFAULT : tls;
    }

    /** A pool size of 0 says nothing, as in go-micro. */
    private static TransportOptions.Builder poolSize(TransportOptions.Builder transport, int size) {
        return size == 0 ? transport : transport.poolSize(size);
    }
}
