package io.micro4j.transport;

import static java.util.Objects.requireNonNull;

import io.micro4j.call.Endpoint;
import io.micro4j.registry.Node;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One port for several services of a process: each is given its own transport by {@link #of}, and all of these listen at one address. The first that
 * starts chooses it, the last that stops closes it; one that stops meanwhile refuses its calls as never started.
 *
 * <p>A call goes to the service that it names; a call that names none of them, as from a plain gRPC client, goes to one that has its endpoint.
 * The address option of all services has to be the same, or to ask for any port. A call that outlives the drain of one service is cancelled only
 * where no other service is left.
 *
 * <p>Safe for use by many threads. Closes nothing: {@code transport} stays its owner's to close.
 */
public final class SharedPort {
    private final Transport transport;
    private final Map<String, Member> members = new ConcurrentHashMap<>();
    private String wanted = "";
    private @Nullable Listener port;

    /** Shares a port of {@code transport}. */
    public SharedPort(Transport transport) {
        this.transport = requireNonNull(transport, "transport");
    }

    /** Returns the transport of the service that is registered as {@code service}. */
    public Transport of(String service) {
        if (service.isEmpty()) {
            throw new IllegalArgumentException("A service needs a name to share a port under");
        }
        return new View(service);
    }

    @Override
    public String toString() {
        return "SharedPort[" + transport + "]";
    }

    private synchronized Listener join(String service, String address, Acceptor acceptor) {
        Member before = members.get(service);
        if (before != null && before.open) {
            throw new TransportException(service + " listens at the shared port already", null);
        }
        Listener listener = port;
        if (listener == null) {
            listener = transport.listen(address, this::route);
            port = listener;
            wanted = address;
        } else if (!address.equals(wanted) && !address.equals(listener.address()) && !address.endsWith(":0")) {
            throw new TransportException(
                    service + " wants to listen at " + address + ", but the port that it shares is "
                            + listener.address() + ", which " + members.keySet()
                            + " chose; give all of them one address",
                    null);
        }
        Member member = new Member(listener, acceptor);
        members.put(service, member);
        return member;
    }

    private Route route(Head head) {
        Member named = members.get(head.service());
        return (named == null ? withEndpoint(head) : named.acceptor).route(head);
    }

    /** Returns one that serves what is called, else any, to say that it is not there. Waits for the first to be in place. */
    private synchronized Acceptor withEndpoint(Head head) {
        return members.values().stream()
                .filter(member -> member.open)
                .map(member -> member.acceptor)
                .filter(acceptor -> acceptor.route(head).isFound())
                .findFirst()
                .orElseGet(() -> members.values().iterator().next().acceptor);
    }

    private synchronized boolean isLast(Member member) {
        return members.values().stream().noneMatch(other -> other != member && other.open);
    }

    /** Returns the port if nobody is left who listens at it. */
    private synchronized @Nullable Listener leave(Member member) {
        if (!member.open) {
            return null;
        }
        member.open = false;
        if (!isLast(member)) {
            return null;
        }
        port = null;
        return member.listener;
    }

    /** One service that listens, or has: its server goes on refusing. */
    private final class Member implements Listener {
        private final Listener listener;
        private final Acceptor acceptor;
        private boolean open = true;

        Member(Listener listener, Acceptor acceptor) {
            this.listener = listener;
            this.acceptor = acceptor;
        }

        @Override
        public String address() {
            return listener.address();
        }

        @Override
        public int connections() {
            return isLast(this) ? listener.connections() : 0;
        }

        @Override
        public void drain() {
            if (isLast(this)) {
                listener.drain();
            }
        }

        @Override
        public void close() {
            Listener unneeded = leave(this);
            if (unneeded != null) {
                unneeded.close();
            }
        }

        @Override
        public String toString() {
            return "SharedPort[" + listener + "]";
        }
    }

    private final class View implements Transport {
        private final String service;

        View(String service) {
            this.service = service;
        }

        @Override
        public String name() {
            return transport.name();
        }

        @Override
        public List<String> wires() {
            return transport.wires();
        }

        @Override
        public Wire wire(Node node) {
            return transport.wire(node);
        }

        @Override
        public Socket open(Node node, Endpoint<?, ?> endpoint, Head head, Receiver replies) {
            return transport.open(node, endpoint, head, replies);
        }

        @Override
        public Listener listen(String address, Acceptor acceptor) {
            return join(service, address, acceptor);
        }

        @Override
        public void close() {
            // the transport is not this one's to close; its listeners close with their servers
        }

        @Override
        public String toString() {
            return "SharedPort[" + service + ", " + transport + "]";
        }
    }
}
