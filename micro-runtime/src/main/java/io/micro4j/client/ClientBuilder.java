package io.micro4j.client;

import static java.util.Objects.requireNonNull;

import io.micro4j.broker.Broker;
import io.micro4j.codec.Codecs;
import io.micro4j.selector.Selector;
import io.micro4j.transport.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts a client together from its parts. For one thread. Most users start with {@code Micro.client()}, which chooses the parts. */
public final class ClientBuilder {
    private final Transport transport;
    private final Selector selector;
    private Selectors selectors;
    private final List<ClientInterceptor> interceptors = new ArrayList<>();
    private final List<AutoCloseable> owned = new ArrayList<>();
    private ClientOptions options = ClientOptions.DEFAULT;
    private @Nullable Codecs codecs;
    private @Nullable Broker broker;

    private ClientBuilder(Transport transport, Selector selector) {
        this.transport = requireNonNull(transport, "transport");
        this.selector = requireNonNull(selector, "selector");
        this.selectors = Selectors.of(selector);
    }

    /** Returns a builder of a client that calls over {@code transport} the nodes that {@code selector} gives. */
    public static ClientBuilder of(Transport transport, Selector selector) {
        return new ClientBuilder(transport, selector);
    }

    /** Sets how the client behaves. */
    public ClientBuilder options(ClientOptions options) {
        this.options = requireNonNull(options, "options");
        return this;
    }

    /**
     * Sets how the selectors are opened that calls choose by their names, with {@link io.micro4j.call.CallOptions#withSelector}; otherwise there is but
     * the client's own. They are closed with the client.
     *
     * @param opening throws an {@link IllegalArgumentException} for a name that nothing has
     */
    public ClientBuilder selectors(Function<String, Selector> opening) {
        selectors = new Selectors(selector, requireNonNull(opening, "opening"));
        return this;
    }

    /** Sets the codecs; otherwise those of the class path. */
    public ClientBuilder codecs(Codecs codecs) {
        this.codecs = requireNonNull(codecs, "codecs");
        return this;
    }

    /** Sets what carries the messages that the client publishes. It stays its owner's to close. */
    public ClientBuilder broker(Broker broker) {
        this.broker = requireNonNull(broker, "broker");
        return this;
    }

    /** Adds an interceptor behind those that were added before: the first sees a call first. */
    public ClientBuilder interceptor(ClientInterceptor interceptor) {
        interceptors.add(requireNonNull(interceptor, "interceptor"));
        return this;
    }

    /** Adds a part that is closed with the client, in the order in which they are added. */
    public ClientBuilder owns(AutoCloseable part) {
        owned.add(requireNonNull(part, "part"));
        return this;
    }

    /**
     * Returns the client.
     *
     * @throws IllegalArgumentException if no codec writes the content type that its options name
     */
    public Client build() {
        Codecs known = codecs == null ? Codecs.load() : codecs;
        if (options.contentType() != null) {
            String unused = known.known(options.contentType());
        }
        ClientThreads threads = new ClientThreads();
        CallOpener opener = new RetryingOpener(
                transport, selectors, threads, new RetryCount(options.retryBudget(), System::nanoTime));
        for (int i = interceptors.size() - 1; i >= 0; i--) {
            opener = interceptors.get(i).before(opener);
        }
        ClientCore core = new ClientCore(options, opener, known, threads);
        List<AutoCloseable> closing = new ArrayList<>(List.of(selectors));
        closing.addAll(owned);
        return new RemoteClient(
                core, new Publisher(broker, known), closing, selector.name() + " over " + transport.name());
    }
}
