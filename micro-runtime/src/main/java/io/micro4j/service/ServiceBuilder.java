package io.micro4j.service;

import static java.util.Objects.requireNonNull;

import io.micro4j.client.Client;
import io.micro4j.client.ClientBuilder;
import io.micro4j.client.ClientInterceptor;
import io.micro4j.client.ClientOptions;
import io.micro4j.codec.Codecs;
import io.micro4j.internal.Providers;
import io.micro4j.registry.Registry;
import io.micro4j.registry.RegistryOptions;
import io.micro4j.registry.RegistryProvider;
import io.micro4j.selector.NodeFilter;
import io.micro4j.selector.Selector;
import io.micro4j.selector.SelectorOptions;
import io.micro4j.selector.SelectorProvider;
import io.micro4j.server.Server;
import io.micro4j.server.ServerOptions;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.TransportProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the parts of a {@link Service} or of a client alone, and their options. For one thread.
 *
 * <p>The environment wins over what is said here by name or by option, so that a service can be deployed otherwise without being built again; a part
 * that is handed over as an object stays. Each variable can also be a system property: {@code MICRO_SERVER_NAME} is {@code micro.server.name}.
 *
 * <table>
 *   <caption>What the environment says, beside what {@link ServerOptions} lists</caption>
 *   <tr><th>variable</th><th>what</th><th>default</th></tr>
 *   <tr><td>MICRO_TRANSPORT</td><td>the transport, by name</td><td>http</td></tr>
 *   <tr><td>MICRO_REGISTRY</td><td>the registry, by name</td><td>mdns</td></tr>
 *   <tr><td>MICRO_REGISTRY_ADDRESS</td><td>where it is; several with commas</td><td>its own</td></tr>
 *   <tr><td>MICRO_REGISTRY_TIMEOUT</td><td>how long it may take to answer</td><td>5s</td></tr>
 *   <tr><td>MICRO_SELECTOR</td><td>the selector, by name</td><td>random</td></tr>
 *   <tr><td>MICRO_SELECTOR_FILTERS</td><td>which nodes may be called, as {@link NodeFilter#parse} reads them</td><td>all</td></tr>
 *   <tr><td>MICRO_SELECTOR_PAUSE</td><td>how long a node that failed is left out at first</td><td>5s</td></tr>
 *   <tr><td>MICRO_SELECTOR_FAILURES</td><td>after how many failed calls in a row a node is left out</td><td>5</td></tr>
 *   <tr><td>MICRO_SELECTOR_WARM_UP</td><td>how long a new node gets less than its share</td><td>10s</td></tr>
 *   <tr><td>MICRO_CLIENT_REQUEST_TIMEOUT</td><td>how long a call with one reply may take</td><td>5s</td></tr>
 *   <tr><td>MICRO_CLIENT_IDLE_TIMEOUT</td><td>how long a stream may be silent; 0 for ever</td><td>5m</td></tr>
 *   <tr><td>MICRO_CLIENT_RETRIES</td><td>how often a call is made again where that is safe</td><td>3</td></tr>
 *   <tr><td>MICRO_CLIENT_WINDOW</td><td>how many replies of a stream may be on their way</td><td>64</td></tr>
 *   <tr><td>MICRO_CLIENT_POOL_SIZE</td><td>idle connections kept to one address; 0 for the default</td><td>1024</td></tr>
 *   <tr><td>MICRO_CLIENT_POOL_TTL</td><td>how old such a connection may be</td><td>60s</td></tr>
 *   <tr><td>MICRO_TRANSPORT_IO_THREADS, _MAX_MESSAGE_BYTES, _MAX_HEADER_BYTES, _MAX_HEADERS, _MAX_CONNECTIONS, _DIAL_TIMEOUT, _HEAD_TIMEOUT,
 *       _BODY_TIMEOUT, _IDLE_TIMEOUT, _WRITE_TIMEOUT</td><td>the limits of {@link TransportOptions}</td><td>see there</td></tr>
 * </table>
 */
public final class ServiceBuilder {
    private static final String DEFAULT_TRANSPORT = "http";
    private static final String DEFAULT_REGISTRY = "mdns";
    private static final String DEFAULT_SELECTOR = "random";

    private ServerOptions server;
    private ClientOptions client = ClientOptions.DEFAULT;
    private TransportOptions transportOptions = TransportOptions.DEFAULT;
    private RegistryOptions registryOptions = RegistryOptions.DEFAULT;
    private String transportName = DEFAULT_TRANSPORT;
    private String registryName = DEFAULT_REGISTRY;
    private String selectorName = DEFAULT_SELECTOR;
    private SelectorOptions selectorOptions = SelectorOptions.DEFAULT;
    private @Nullable Transport transport;
    private @Nullable Registry registry;
    private Environment environment = Environment.ofProcess();
    private final List<ClientInterceptor> interceptors = new ArrayList<>();

    ServiceBuilder(ServerOptions server) {
        this.server = server;
    }

    /** Changes the options of the server. */
    public ServiceBuilder server(UnaryOperator<ServerOptions.Builder> change) {
        server = change.apply(server.toBuilder()).build();
        return this;
    }

    /** Changes the options of the client. */
    public ServiceBuilder client(UnaryOperator<ClientOptions> change) {
        client = requireNonNull(change.apply(client), "client");
        return this;
    }

    /** Adds an interceptor to the client, behind those that were added before. */
    public ServiceBuilder clientInterceptor(ClientInterceptor interceptor) {
        interceptors.add(requireNonNull(interceptor, "interceptor"));
        return this;
    }

    /** Chooses the transport by its name. */
    public ServiceBuilder transport(String name) {
        transportName = requireNonNull(name, "name");
        return this;
    }

    /** Chooses a transport, whatever the environment says. It stays its owner's to close. */
    public ServiceBuilder transport(Transport transport) {
        this.transport = requireNonNull(transport, "transport");
        return this;
    }

    /** Changes the options of a transport that is chosen by its name. */
    public ServiceBuilder transportOptions(UnaryOperator<TransportOptions.Builder> change) {
        transportOptions = change.apply(transportOptions.toBuilder()).build();
        return this;
    }

    /** Chooses the registry by its name. */
    public ServiceBuilder registry(String name) {
        registryName = requireNonNull(name, "name");
        return this;
    }

    /** Chooses a registry, whatever the environment says. It stays its owner's to close. */
    public ServiceBuilder registry(Registry registry) {
        this.registry = requireNonNull(registry, "registry");
        return this;
    }

    /** Changes the options of a registry that is chosen by its name. */
    public ServiceBuilder registryOptions(UnaryOperator<RegistryOptions> change) {
        registryOptions = requireNonNull(change.apply(registryOptions), "registryOptions");
        return this;
    }

    /** Chooses the selector by its name. */
    public ServiceBuilder selector(String name) {
        selectorName = requireNonNull(name, "name");
        return this;
    }

    /** Says which nodes the selector leaves out, and for how long. */
    public ServiceBuilder selectorOptions(SelectorOptions options) {
        selectorOptions = requireNonNull(options, "options");
        return this;
    }

    /** Reads {@code variables} in place of the environment and the system properties of this process. */
    public ServiceBuilder environment(Map<String, String> variables) {
        environment = Environment.of(variables);
        return this;
    }

    /**
     * Returns the service, which has not started.
     *
     * @throws IllegalArgumentException if a name is answered by nobody, or a variable makes no sense
     */
    public Service build() {
        Variables variables = new Variables(environment);
        ServerOptions options = variables.server(server);
        Codecs codecs = Codecs.load();
        ClientOptions clientOptions = variables.client(client);
        Parts parts = parts(variables);
        Client calling = clientOf(clientOptions, parts, codecs).build();
        Server serving = Server.create(options, parts.transport(), parts.registry(), codecs);
        return new AssembledService(options.name(), serving, calling, parts);
    }

    /**
     * Returns a client alone. It closes what was opened for it.
     *
     * @throws IllegalArgumentException if a name is answered by nobody, or a variable makes no sense
     */
    public Client buildClient() {
        Variables variables = new Variables(environment);
        ClientOptions clientOptions = variables.client(client);
        Codecs codecs = Codecs.load();
        Parts parts = parts(variables);
        return clientOf(clientOptions, parts, codecs).owns(parts).build();
    }

    private ClientBuilder clientOf(ClientOptions clientOptions, Parts parts, Codecs codecs) {
        ClientBuilder builder = ClientBuilder.of(parts.transport(), parts.selector())
                .options(clientOptions)
                .codecs(codecs);
        interceptors.forEach(builder::interceptor);
        return builder;
    }

    /** Nothing is opened before every name has been found to be answered. */
    private Parts parts(Variables variables) {
        SelectorOptions selecting = variables.selector(selectorOptions);
        SelectorProvider selectors = variables.named("MICRO_SELECTOR", selectorName, ServiceBuilder::selectorNamed);
        Supplier<Transport> transports = transport == null ? transportOf(variables) : () -> transport;
        Supplier<Registry> registries = registry == null ? registryOf(variables) : () -> registry;
        Registry found = registries.get();
        Transport carrier = transports.get();
        Selector selector = selectors.open(found, selecting);
        List<AutoCloseable> opened = new ArrayList<>(List.of(selector));
        if (transport == null) {
            opened.add(carrier);
        }
        if (registry == null) {
            opened.add(found);
        }
        return new Parts(carrier, found, selector, opened);
    }

    /** go-micro calls its only selector {@code registry}. */
    private static SelectorProvider selectorNamed(String name) {
        return Providers.load(SelectorProvider.class, "selector", SelectorProvider::name)
                .named(name.equals("registry") ? DEFAULT_SELECTOR : name);
    }

    private Supplier<Registry> registryOf(Variables variables) {
        RegistryOptions options = variables.registry(registryOptions);
        RegistryProvider provider = variables.named(
                "MICRO_REGISTRY",
                registryName,
                Providers.load(RegistryProvider.class, "registry", RegistryProvider::name)::named);
        return () -> provider.open(options);
    }

    private Supplier<Transport> transportOf(Variables variables) {
        TransportOptions options = variables.transport(transportOptions);
        TransportProvider provider = variables.named(
                "MICRO_TRANSPORT",
                transportName,
                Providers.load(TransportProvider.class, "transport", TransportProvider::name)::named);
        return () -> provider.open(options);
    }
}
