package io.micro4j.selector;

import com.google.auto.service.AutoService;
import io.micro4j.call.MicroException;
import io.micro4j.call.Selection;
import io.micro4j.registry.Node;
import io.micro4j.registry.Registry;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A {@link Selector} for networks that find services by themselves: it makes the address of the service's name, and asks no registry. It takes
 * note of no failure, for there is no other node.
 */
public final class AddressSelector implements Selector {
    private final String name;
    private final UnaryOperator<String> address;

    private AddressSelector(String name, UnaryOperator<String> address) {
        this.name = name;
        this.address = address;
    }

    /** Returns a selector to which the name of a service is its address: {@code 10.0.0.7:8080}. */
    public static AddressSelector named() {
        return new AddressSelector("named", service -> service);
    }

    /**
     * Returns a selector that calls each service at its name in a domain, as Kubernetes and other keepers of DNS have it.
     *
     * @param domain what follows the name, as {@code default.svc.cluster.local}; empty for nothing
     * @param port 1 to 65535
     */
    public static AddressSelector ofDomain(String domain, int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port is " + port + "; ports are 1 to 65535");
        }
        String tail = (domain.isEmpty() ? "" : "." + domain) + ":" + port;
        return new AddressSelector("static", service -> service + tail);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Next select(String service, Selection selection) {
        if (!selection.isAny()) {
            throw MicroException.unavailable("\"" + service + "\" cannot be called by version or label: selector "
                            + name + " knows its address only")
                    .asNeverSent();
        }
        Node node = Node.of(address.apply(service));
        return () -> node;
    }

    @Override
    public Next select(String service, List<Node> nodes) {
        if (nodes.isEmpty()) {
            throw Texts.noneGiven(service);
        }
        return new Next() {
            private int at;

            @Override
            public Node next() {
                return nodes.get(at++ % nodes.size());
            }
        };
    }

    @Override
    public boolean isReady(String service) {
        return true;
    }

    @Override
    public void mark(String service, Node node, Outcome outcome, long nanos) {}

    @Override
    public void reset(String service) {}

    @Override
    public void close() {}

    @Override
    public String toString() {
        return name;
    }

    /** Answers to the name {@code named}. */
    @AutoService(SelectorProvider.class)
    public static final class NamedProvider implements SelectorProvider {
        /** For the service loader. */
        public NamedProvider() {}

        @Override
        public String name() {
            return "named";
        }

        @Override
        public Selector open(Registry registry, SelectorOptions options) {
            return named();
        }
    }

    /**
     * Answers to the name {@code static}. Reads go-micro's variables {@code STATIC_SELECTOR_DOMAIN_NAME} (none by default) and
     * {@code STATIC_SELECTOR_PORT_NUMBER} (8080).
     */
    @AutoService(SelectorProvider.class)
    public static final class StaticProvider implements SelectorProvider {
        private static final String DOMAIN = "STATIC_SELECTOR_DOMAIN_NAME";
        private static final String PORT = "STATIC_SELECTOR_PORT_NUMBER";

        /** For the service loader. */
        public StaticProvider() {}

        @Override
        public String name() {
            return "static";
        }

        @Override
        public Selector open(Registry registry, SelectorOptions options) {
            return of(System.getenv());
        }

        /** An empty variable says nothing. */
        static Selector of(Map<String, String> environment) {
            String domain = environment.getOrDefault(DOMAIN, "").strip();
            String said = environment.getOrDefault(PORT, "").strip();
            String port = said.isEmpty() ? "8080" : said;
            try {
                return ofDomain(domain, Integer.parseInt(port));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(PORT + " is \"" + port + "\"; it has to be a port, 1 to 65535", e);
            }
        }
    }
}
