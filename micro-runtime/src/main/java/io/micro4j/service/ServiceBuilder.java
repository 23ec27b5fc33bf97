package io.micro4j.service;

import static java.util.Objects.requireNonNull;

import io.micro4j.broker.Broker;
import io.micro4j.broker.BrokerOptions;
import io.micro4j.broker.BrokerProvider;
import io.micro4j.client.Client;
import io.micro4j.client.ClientBuilder;
import io.micro4j.client.ClientInterceptor;
import io.micro4j.client.ClientOptions;
import io.micro4j.codec.Codecs;
import io.micro4j.internal.Providers;
import io.micro4j.registry.Registry;
import io.micro4j.registry.RegistryOptions;
import io.micro4j.registry.RegistryProvider;
import io.micro4j.selector.Selector;
import io.micro4j.selector.SelectorOptions;
import io.micro4j.selector.SelectorProvider;
import io.micro4j.server.Server;
import io.micro4j.server.ServerOptions;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.TransportProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the parts of a {@link Service} or of a client alone, and their options. For one thread.
 *
 * <p>What is said here by name or by option is overlaid by a file of properties, by the environment, by system properties and by flags, each above the
 * one before it, so that a service can be deployed otherwise without being built again; a part that is handed over as an object stays. An option has
 * one name in all places: {@code MICRO_SERVER_NAME}, {@code micro.server.name}, {@code --server_name}. {@code docs/options.md} lists them.
 */
public final class ServiceBuilder {
    private static final String GO_MICROS_SELECTOR = "registry";

    private final Choices choices;
    private @Nullable Transport transport;
    private @Nullable Registry registry;
    private @Nullable Broker broker;
    private @Nullable Map<String, String> environment;
    private @Nullable Path file;
    private List<String> arguments = List.of();
    private final List<ClientInterceptor> interceptors = new ArrayList<>();

    ServiceBuilder(ServerOptions server) {
        this.choices = new Choices(server);
    }

    /** Changes the options of the server. */
    public ServiceBuilder server(UnaryOperator<ServerOptions.Builder> change) {
        choices.server = change.apply(choices.server).build().toBuilder();
        return this;
    }

    /** Changes the options of the client. */
    public ServiceBuilder client(UnaryOperator<ClientOptions> change) {
        choices.client = requireNonNull(change.apply(choices.client), "client");
        return this;
    }

    /** Adds an interceptor to the client, behind those that were added before. */
    public ServiceBuilder clientInterceptor(ClientInterceptor interceptor) {
        interceptors.add(requireNonNull(interceptor, "interceptor"));
        return this;
    }

    /** Chooses the transport by its name. */
    public ServiceBuilder transport(String name) {
        choices.transportName = requireNonNull(name, "name");
        return this;
    }

    /** Chooses a transport, whatever the environment says. It stays its owner's to close. */
    public ServiceBuilder transport(Transport transport) {
        this.transport = requireNonNull(transport, "transport");
        choices.handedOver.add("MICRO_TRANSPORT");
        return this;
    }

    /** Changes the options of a transport that is chosen by its name. */
    public ServiceBuilder transportOptions(UnaryOperator<TransportOptions.Builder> change) {
        choices.transport = change.apply(choices.transport).build().toBuilder();
        return this;
    }

    /** Chooses the registry by its name. */
    public ServiceBuilder registry(String name) {
        choices.registryName = requireNonNull(name, "name");
        return this;
    }

    /** Chooses a registry, whatever the environment says. It stays its owner's to close. */
    public ServiceBuilder registry(Registry registry) {
        this.registry = requireNonNull(registry, "registry");
        choices.handedOver.add("MICRO_REGISTRY");
        return this;
    }

    /** Changes the options of a registry that is chosen by its name. */
    public ServiceBuilder registryOptions(UnaryOperator<RegistryOptions> change) {
        choices.registry = requireNonNull(change.apply(choices.registry), "registryOptions");
        return this;
    }

    /** Chooses the selector by its name. */
    public ServiceBuilder selector(String name) {
        choices.selectorName = requireNonNull(name, "name");
        return this;
    }

    /** Says which nodes the selector leaves out, and for how long. */
    public ServiceBuilder selectorOptions(SelectorOptions options) {
        choices.selector = requireNonNull(options, "options");
        return this;
    }

    /** Chooses the broker by its name. */
    public ServiceBuilder broker(String name) {
        choices.brokerName = requireNonNull(name, "name");
        return this;
    }

    /** Chooses a broker, whatever the environment says. It stays its owner's to close. */
    public ServiceBuilder broker(Broker broker) {
        this.broker = requireNonNull(broker, "broker");
        choices.handedOver.add("MICRO_BROKER");
        return this;
    }

    /** Changes the options of a broker that is chosen by its name. */
    public ServiceBuilder brokerOptions(UnaryOperator<BrokerOptions> change) {
        choices.broker = requireNonNull(change.apply(choices.broker), "brokerOptions");
        return this;
    }

    /** Reads {@code variables} in place of the environment and the system properties of this process. */
    public ServiceBuilder environment(Map<String, String> variables) {
        environment = Map.copyOf(variables);
        return this;
    }

    /** Reads a file of properties, unless {@code MICRO_CONFIG_FILE} names another: {@code server.address = 127.0.0.1:8080}. */
    public ServiceBuilder file(Path file) {
        this.file = requireNonNull(file, "file");
        return this;
    }

    /** Reads flags, as {@code main} gets them: {@code --server_address=127.0.0.1:8080}. */
    public ServiceBuilder arguments(String... arguments) {
        this.arguments = List.of(arguments);
        return this;
    }

    /**
     * Returns every option with its value and where that was said, a line each, for people.
     *
     * @throws IllegalArgumentException as {@link #build}
     */
    public String describe() {
        Outside outside = outside();
        return outside.describe(outside.over(choices));
    }

    /**
     * Returns the service, which has not started.
     *
     * @throws IllegalArgumentException if a name is answered by nobody, an option makes no sense, or two contradict each other
     */
    public Service build() {
        Outside outside = outside();
        Chosen chosen = chosen(outside);
        Codecs codecs = Codecs.load();
        requireWritten(outside, chosen, codecs);
        Parts parts = parts(outside, chosen);
        Client calling = clientOf(chosen, parts, codecs).build();
        Server serving = Server.create(chosen.server(), parts.transport(), parts.registry(), parts.broker(), codecs);
        return new AssembledService(chosen.server().name(), serving, calling, parts);
    }

    /**
     * Returns a client alone. It closes what was opened for it.
     *
     * @throws IllegalArgumentException if a name is answered by nobody, an option makes no sense, or two contradict each other
     */
    public Client buildClient() {
        Outside outside = outside();
        Chosen chosen = chosen(outside);
        Codecs codecs = Codecs.load();
        requireWritten(outside, chosen, codecs);
        Parts parts = parts(outside, chosen);
        return clientOf(chosen, parts, codecs).owns(parts).build();
    }

    private Outside outside() {
        return Outside.of(environment, file, arguments);
    }

    private Chosen chosen(Outside outside) {
        Chosen chosen = outside.over(choices);
        if (outside.printed()) {
            System.out.print(outside.describe(chosen));
        }
        return chosen;
    }

    /** Before anything is opened. */
    private static void requireWritten(Outside outside, Chosen chosen, Codecs codecs) {
        String contentType = chosen.client().contentType();
        if (contentType != null) {
            String unused = outside.named("MICRO_CLIENT_CONTENT_TYPE", contentType, codecs::known);
        }
    }

    private ClientBuilder clientOf(Chosen chosen, Parts parts, Codecs codecs) {
        ClientBuilder builder = ClientBuilder.of(parts.transport(), parts.selector())
                .options(chosen.client())
                .selectors(name -> selectorNamed(name).open(parts.registry(), chosen.selector()))
                .broker(parts.broker())
                .codecs(codecs);
        interceptors.forEach(builder::interceptor);
        return builder;
    }

    /** Nothing is opened before every name has been found to be answered. */
    private Parts parts(Outside outside, Chosen chosen) {
        SelectorProvider selectors =
                outside.named("MICRO_SELECTOR", chosen.selectorName(), ServiceBuilder::selectorNamed);
        Supplier<Transport> transports = transport == null ? transportOf(outside, chosen) : () -> transport;
        Supplier<Registry> registries = registry == null ? registryOf(outside, chosen) : () -> registry;
        Function<Registry, Broker> brokers = broker == null ? brokerOf(outside, chosen) : any -> broker;
        Registry found = registries.get();
        Transport carrier = transports.get();
        Selector selector = selectors.open(found, chosen.selector());
        Broker publishing = brokers.apply(found);
        List<AutoCloseable> opened = new ArrayList<>(List.of(selector));
        if (broker == null) {
            opened.add(publishing);
        }
        if (transport == null) {
            opened.add(carrier);
        }
        if (registry == null) {
            opened.add(found);
        }
        return new Parts(carrier, found, selector, publishing, opened);
    }

    private static SelectorProvider selectorNamed(String name) {
        return Providers.load(SelectorProvider.class, "selector", SelectorProvider::name)
                .named(name.equals(GO_MICROS_SELECTOR) ? "random" : name);
    }

    private static Supplier<Registry> registryOf(Outside outside, Chosen chosen) {
        RegistryProvider provider = outside.named(
                "MICRO_REGISTRY",
                chosen.registryName(),
                Providers.load(RegistryProvider.class, "registry", RegistryProvider::name)::named);
        return () -> provider.open(chosen.registry());
    }

    private static Function<Registry, Broker> brokerOf(Outside outside, Chosen chosen) {
        BrokerProvider provider = outside.named(
                "MICRO_BROKER",
                chosen.brokerName(),
                Providers.load(BrokerProvider.class, "broker", BrokerProvider::name)::named);
        BrokerOptions options = chosen.broker().tls() == null
                ? chosen.broker().withTls(chosen.transport().tls())
                : chosen.broker();
        return registry -> provider.open(options, registry);
    }

    private static Supplier<Transport> transportOf(Outside outside, Chosen chosen) {
        TransportProvider provider = outside.named(
                "MICRO_TRANSPORT",
                chosen.transportName(),
                Providers.load(TransportProvider.class, "transport", TransportProvider::name)::named);
        return () -> provider.open(chosen.transport());
    }
}
