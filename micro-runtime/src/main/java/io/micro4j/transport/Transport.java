package io.micro4j.transport;

import io.micro4j.call.Endpoint;
import io.micro4j.registry.Node;
import java.util.List;

/**
 * Carries calls between processes.
 *
 * <p>Safe for use by many threads. Nothing here blocks but {@link #listen} and {@link #close}.
 */
public interface Transport extends AutoCloseable {
    /** Returns the name it is chosen by: {@code http}. */
    String name();

    /** Returns what its listeners speak besides go-micro's HTTP/1.1, for clients of this kind: {@code tcp}. A server says it in its node's metadata. */
    default List<String> wires() {
        return List.of();
    }

    /** Returns what calls to {@code node} can do, from what the node says of itself. Asked before a call, so that an impossible one fails in words. */
    Wire wire(Node node);

    /**
     * Starts a call. Never blocks and never throws for what goes wrong outside: a failure arrives as the call's {@link Receiver#end}.
     *
     * @param node where to call
     * @param endpoint what to call: its names and its shape
     * @param head what goes before the first message
     * @param replies told what comes back; may be told before this method returns
     * @return the outbound half, for the requests
     */
    Socket open(Node node, Endpoint<?, ?> endpoint, Head head, Receiver replies);

    /**
     * Takes calls at {@code address}.
     *
     * @param address {@code host:port}; no host for all interfaces, port 0 for any that is free
     * @param acceptor asked about each call
     * @throws TransportException if the address cannot be had
     */
    Listener listen(String address, Acceptor acceptor);

    /** Ends every call and connection, and waits for its threads. Closing twice is allowed. */
    @Override
    void close();
}
