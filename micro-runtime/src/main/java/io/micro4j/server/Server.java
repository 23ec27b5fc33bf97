package io.micro4j.server;

import io.micro4j.broker.Broker;
import io.micro4j.broker.SubscribeOptions;
import io.micro4j.call.MessageType;
import io.micro4j.codec.Codecs;
import io.micro4j.registry.Registry;
import io.micro4j.stub.MessageHandler;
import io.micro4j.transport.Transport;

/**
 * Serves handlers at one address, and says so in a registry.
 *
 * <p>Safe for use by many threads. A server goes one way: handlers are added, it starts, it stops; it does not start again.
 *
 * <p>What runs where: a transport's threads only move bytes and look calls up. Handlers run on virtual threads where the JDK has them (21 and
 * later), else on a pool of {@link ServerOptions#handlerThreads} threads with a queue of {@link ServerOptions#queuedCalls}; each streaming call has a
 * thread of its own beside them, up to {@link ServerOptions#maxStreams}. What does not fit is refused as never started, so that its caller may go
 * to another node.
 */
public interface Server extends AutoCloseable {
    /**
     * Returns a server that has not started and has no broker. It closes neither {@code transport} nor {@code registry}.
     *
     * @param codecs how messages may be written
     */
    static Server create(ServerOptions options, Transport transport, Registry registry, Codecs codecs) {
        return new RpcServer(options, transport, registry, null, codecs);
    }

    /** Does what {@link #create(ServerOptions, Transport, Registry, Codecs)} does, with a broker, which it does not close. */
    static Server create(ServerOptions options, Transport transport, Registry registry, Broker broker, Codecs codecs) {
        return new RpcServer(options, transport, registry, broker, codecs);
    }

    /**
     * Serves what {@code handlers} serve.
     *
     * @return this server
     * @throws IllegalArgumentException if an endpoint is served already, or if another service has the same simple name: on the wire, one could
     *     not be told from the other
     * @throws IllegalStateException if the server has started
     */
    Server handle(Handler... handlers);

    /**
     * Calls {@code handler} with each message that is published under {@code topic}, from the start on until the server stops, which waits for those
     * that it took. A message is read as its {@code Content-Type} says, whichever codec that is.
     *
     * @return this server
     * @throws IllegalArgumentException if the options make no sense for that topic
     * @throws IllegalStateException if the server has started, or has no broker
     */
    <T> Server subscribe(String topic, MessageType<T> type, SubscribeOptions options, MessageHandler<T> handler);

    /**
     * Listens, registers, then subscribes. Returns once calls are taken; a registry that cannot be reached is no reason to fail: it is tried again, with a
     * warning on the log.
     *
     * @throws io.micro4j.transport.TransportException if the address cannot be had
     * @throws io.micro4j.broker.BrokerException if the broker cannot be had, and something subscribes; the server is stopped
     * @throws IllegalStateException if the server has started before
     */
    void start();

    /**
     * Says in the registry that this server runs, or renews that. Done by {@link #start} and every {@link ServerOptions#registerInterval} without
     * being asked.
     *
     * @throws io.micro4j.registry.RegistryException if the registry cannot be reached
     * @throws IllegalStateException if the server does not run
     */
    void register();

    /**
     * Removes this server from the registry, until {@link #register} is called. It goes on serving those who know it.
     *
     * @throws io.micro4j.registry.RegistryException if the registry cannot be reached
     * @throws IllegalStateException if the server does not run
     */
    void deregister();

    /**
     * Drains and stops: deregisters, unsubscribes, refuses new calls as never started, waits up to {@link ServerOptions#drainTime} for those going on and for
     * clients to leave their connections, then closes the listener, which ends what is left as cancelled. Stopping twice is allowed; the second
     * waits for the first.
     */
    void stop();

    /**
     * Returns whether calls are to be sent here: it listens and the registry knows it. False before the start, while the registry has not been reached
     * yet, after {@link #deregister}, and from the beginning of {@link #stop} on, when calls that go on are still answered. For readiness probes.
     */
    boolean isReady();

    /**
     * Returns where others call this server, as {@code host:port}: what the registry says.
     *
     * @throws IllegalStateException if the server does not run
     */
    String address();

    /** Does what {@link #stop} does. */
    @Override
    void close();
}
