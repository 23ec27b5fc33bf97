package io.micro4j.service;

import io.micro4j.client.ClientOptions;
import io.micro4j.registry.RegistryOptions;
import io.micro4j.selector.NodeFilter;
import io.micro4j.selector.SelectorOptions;
import io.micro4j.server.ServerOptions;
import io.micro4j.transport.TransportOptions;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Overlays options with what the environment says. The names are go-micro's where it has one. */
final class Variables {
    private final Environment environment;

    Variables(Environment environment) {
        this.environment = environment;
    }

    ServerOptions server(ServerOptions options) {
        ServerOptions.Builder changed = options.toBuilder();
        environment.text("MICRO_SERVER_NAME").ifPresent(changed::name);
        environment.text("MICRO_SERVER_VERSION").ifPresent(changed::version);
        environment.text("MICRO_SERVER_ID").ifPresent(changed::id);
        environment.text("MICRO_SERVER_ADDRESS").ifPresent(changed::address);
        environment.text("MICRO_SERVER_ADVERTISE").ifPresent(changed::advertise);
        environment
                .pairs("MICRO_SERVER_METADATA")
                .ifPresent(more -> changed.metadata(options.metadata().with(more)));
        environment.seconds("MICRO_REGISTER_TTL").ifPresent(changed::registerTtl);
        environment.seconds("MICRO_REGISTER_INTERVAL").ifPresent(changed::registerInterval);
        environment.durationOrZero("MICRO_SERVER_DRAIN_TIME").ifPresent(changed::drainTime);
        environment.flag("MICRO_SERVER_VIRTUAL_THREADS").ifPresent(changed::virtualThreads);
        environment.number("MICRO_SERVER_HANDLER_THREADS", 1).ifPresent(changed::handlerThreads);
        environment.number("MICRO_SERVER_QUEUED_CALLS", 0).ifPresent(changed::queuedCalls);
        environment.number("MICRO_SERVER_MAX_CALLS", 1).ifPresent(changed::maxCalls);
        environment.number("MICRO_SERVER_MAX_STREAMS", 1).ifPresent(changed::maxStreams);
        environment.number("MICRO_SERVER_WINDOW", 1).ifPresent(changed::window);
        environment.durationOrZero("MICRO_SERVER_IDLE_TIMEOUT").ifPresent(changed::idleTimeout);
        return build(changed);
    }

    ClientOptions client(ClientOptions options) {
        ClientOptions changed = options;
        changed = with(changed, environment.duration("MICRO_CLIENT_REQUEST_TIMEOUT"), ClientOptions::withTimeout);
        changed =
                with(changed, environment.durationOrZero("MICRO_CLIENT_IDLE_TIMEOUT"), ClientOptions::withIdleTimeout);
        changed = with(changed, environment.number("MICRO_CLIENT_RETRIES", 0), ClientOptions::withRetries);
        changed = with(changed, environment.text("MICRO_CLIENT_CONTENT_TYPE"), ClientOptions::withContentType);
        return with(changed, environment.number("MICRO_CLIENT_WINDOW", 1), ClientOptions::withWindow);
    }

    /** A pool size of 0 says nothing, as in go-micro. */
    TransportOptions transport(TransportOptions options) {
        TransportOptions.Builder changed = options.toBuilder();
        environment.number("MICRO_CLIENT_POOL_SIZE", 0).filter(size -> size > 0).ifPresent(changed::poolSize);
        environment.duration("MICRO_CLIENT_POOL_TTL").ifPresent(changed::poolTtl);
        environment.number("MICRO_TRANSPORT_IO_THREADS", 1).ifPresent(changed::ioThreads);
        environment.number("MICRO_TRANSPORT_MAX_MESSAGE_BYTES", 1).ifPresent(changed::maxMessageBytes);
        environment.number("MICRO_TRANSPORT_MAX_HEADER_BYTES", 1).ifPresent(changed::maxHeaderBytes);
        environment.number("MICRO_TRANSPORT_MAX_HEADERS", 1).ifPresent(changed::maxHeaders);
        environment.number("MICRO_TRANSPORT_MAX_CONNECTIONS", 1).ifPresent(changed::maxConnections);
        environment.duration("MICRO_TRANSPORT_DIAL_TIMEOUT").ifPresent(changed::dialTimeout);
        environment.duration("MICRO_TRANSPORT_HEAD_TIMEOUT").ifPresent(changed::headTimeout);
        environment.duration("MICRO_TRANSPORT_BODY_TIMEOUT").ifPresent(changed::bodyTimeout);
        environment.duration("MICRO_TRANSPORT_IDLE_TIMEOUT").ifPresent(changed::idleTimeout);
        environment.duration("MICRO_TRANSPORT_WRITE_TIMEOUT").ifPresent(changed::writeTimeout);
        return changed.build();
    }

    SelectorOptions selector(SelectorOptions options) {
        SelectorOptions changed =
                with(options, environment.duration("MICRO_SELECTOR_PAUSE"), SelectorOptions::withPause);
        changed = with(changed, environment.number("MICRO_SELECTOR_FAILURES", 1), SelectorOptions::withFailures);
        changed = with(changed, environment.durationOrZero("MICRO_SELECTOR_WARM_UP"), SelectorOptions::withWarmUp);
        String filters = "MICRO_SELECTOR_FILTERS";
        Optional<String> said = environment.text(filters);
        try {
            return with(changed, said.map(NodeFilter::parse), SelectorOptions::withFilters);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(filters + ": " + e.getMessage(), e);
        }
    }

    RegistryOptions registry(RegistryOptions options) {
        RegistryOptions changed =
                with(options, environment.list("MICRO_REGISTRY_ADDRESS"), RegistryOptions::withAddresses);
        return with(changed, environment.duration("MICRO_REGISTRY_TIMEOUT"), RegistryOptions::withTimeout);
    }

    /**
     * Returns what {@code find} finds under the name that {@code variable} says, else under {@code otherwise}.
     *
     * @throws IllegalArgumentException if nothing has that name
     */
    <P> P named(String variable, String otherwise, Function<String, P> find) {
        Optional<String> said = environment.text(variable);
        try {
            return find.apply(said.orElse(otherwise));
        } catch (IllegalArgumentException e) {
            throw said.isEmpty()
                    ? e
                    : new IllegalArgumentException(variable + " is \"" + said.get() + "\": " + e.getMessage(), e);
        }
    }

    private ServerOptions build(ServerOptions.Builder changed) {
        try {
            return changed.build();
        } catch (IllegalArgumentException e) {
            String ttl = environment.text("MICRO_REGISTER_TTL").orElse("");
            String interval = environment.text("MICRO_REGISTER_INTERVAL").orElse("");
            throw new IllegalArgumentException(
                    "MICRO_REGISTER_TTL=" + ttl + ", MICRO_REGISTER_INTERVAL=" + interval
                            + " make no sense with the rest: " + e.getMessage(),
                    e);
        }
    }

    private static <O, V> O with(O options, Optional<V> value, BiFunction<O, V, O> change) {
        return value.map(given -> change.apply(options, given)).orElse(options);
    }
}
