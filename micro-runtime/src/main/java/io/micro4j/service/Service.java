package io.micro4j.service;

import io.micro4j.broker.SubscribeOptions;
import io.micro4j.call.MessageType;
import io.micro4j.client.Client;
import io.micro4j.server.Handler;
import io.micro4j.server.Server;
import io.micro4j.server.ServerOptions;
import io.micro4j.stub.MessageHandler;

/**
 * A server and a client that share a transport and a registry: what runs as one process.
 *
 * <p>Safe for use by many threads.
 */
public interface Service extends AutoCloseable {
    /** Returns a builder of a service called {@code name}. */
    static ServiceBuilder builder(String name) {
        return new ServiceBuilder(ServerOptions.of(name));
    }

    /** Returns a builder of a service whose name the environment gives, else {@value ServerOptions#DEFAULT_NAME}. */
    static ServiceBuilder builder() {
        return builder(ServerOptions.DEFAULT_NAME);
    }

    /**
     * Serves what {@code handlers} serve. Before the start.
     *
     * @return this service
     * @throws IllegalArgumentException as {@link Server#handle}
     */
    Service handle(Handler... handlers);

    /**
     * Calls {@code handler} with each message that is published under {@code topic}. Before the start.
     *
     * @return this service
     * @throws IllegalArgumentException as {@link Server#subscribe}
     */
    <T> Service subscribe(String topic, MessageType<T> type, SubscribeOptions options, MessageHandler<T> handler);

    /**
     * Does {@code hook} before this service listens, after those that were added before. One that fails ends the start.
     *
     * @return this service
     * @throws IllegalStateException if it has started
     */
    Service beforeStart(Hook hook);

    /** As {@link #beforeStart}, but once this service is registered. One that fails ends the start and closes the service. */
    Service afterStart(Hook hook);

    /**
     * Does {@code hook} when a service that has started is closed, while it is still registered and takes calls. One that fails is written to the log;
     * the stop goes on.
     *
     * @return this service
     * @throws IllegalStateException if it has started
     */
    Service beforeStop(Hook hook);

    /** As {@link #beforeStop}, but once no call goes on any more and all is closed. */
    Service afterStop(Hook hook);

    /** Returns the client, for calls to other services. It is closed with this service. */
    Client client();

    /** Returns the server. */
    Server server();

    /**
     * Listens and registers; returns once both are done. Its threads are daemons: a process that has nothing else to do ends.
     *
     * @throws io.micro4j.transport.TransportException if the address cannot be had. The service is closed
     * @throws IllegalStateException if a hook failed. The service is closed
     */
    void start();

    /**
     * Starts, and returns once the service is closed: by SIGTERM or SIGINT, upon which it drains before the process ends, or by {@link #close}. A
     * thread that is interrupted closes the service.
     */
    void run();

    /**
     * Returns where others call this service, as {@code host:port}.
     *
     * @throws IllegalStateException if it does not run
     */
    String address();

    /** Drains and stops the server, then closes the client and what both share. Closing twice is allowed; the second waits for the first. */
    @Override
    void close();
}
