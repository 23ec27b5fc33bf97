package io.micro4j.client;

import io.micro4j.call.CallOptions;
import io.micro4j.call.Endpoint;
import io.micro4j.call.Exchange;
import io.micro4j.call.MessageType;
import io.micro4j.call.Shape;
import io.micro4j.stub.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client of services in other processes. */
final class RemoteClient implements Client {
    private final ClientCore core;
    private final Publisher publisher;
    private final List<AutoCloseable> owned;
    private final String description;

    RemoteClient(ClientCore core, Publisher publisher, List<AutoCloseable> owned, String description) {
        this.core = core;
        this.publisher = publisher;
        this.owned = owned;
        this.description = description;
    }

    @Override
    public Caller caller(String service) {
        return new ServiceCaller(core, named(service), CallOptions.DEFAULT);
    }

    @Override
    public <Q, R> Exchange<Q, R> open(String service, Endpoint<Q, R> endpoint, CallOptions options) {
        if (endpoint.shape() != Shape.BIDI_STREAM) {
            throw new IllegalArgumentException(endpoint
                    + " is no talk: it has one request or one reply. Call it with caller(), or its generated client");
        }
        EndpointCodec<Q, R> codec = core.codec(endpoint, options);
        return RemoteExchange.open(
                core, core.call(named(service), endpoint, codec, options), codec, core.idleNanos(options));
    }

    @Override
    public void publish(String topic, Object message, CallOptions options) {
        publisher.publish(topic, Publisher.typeOf(message), message, contentType(options), options);
    }

    @Override
    public <T> void publish(String topic, MessageType<T> type, T message, CallOptions options) {
        publisher.publish(topic, type, message, contentType(options), options);
    }

    private @Nullable String contentType(CallOptions options) {
        return options.contentType() == null ? core.options().contentType() : options.contentType();
    }

    private static String named(String service) {
        if (service.isEmpty()) {
            throw new IllegalArgumentException("A service needs a name, as its server registers it");
        }
        return service;
    }

    @Override
    public Client inlineCallbacks() {
        return new RemoteClient(core.with(core.options().withInlineCallbacks(true)), publisher, owned, description);
    }

    @Override
    public void close() {
        core.threads().close();
        for (AutoCloseable part : owned) {
            close(part);
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            System.getLogger("io.micro4j.client").log(System.Logger.Level.WARNING, "Cannot close " + part, e);
        }
    }

    @Override
    public String toString() {
        return "RemoteClient[" + description + "]";
    }
}
