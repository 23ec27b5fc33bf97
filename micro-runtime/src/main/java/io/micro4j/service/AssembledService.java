package io.micro4j.service;

import io.micro4j.broker.SubscribeOptions;
import io.micro4j.call.MessageType;
import io.micro4j.client.Client;
import io.micro4j.server.Handler;
import io.micro4j.server.Server;
import io.micro4j.service.LifeCycle.Moment;
import io.micro4j.stub.MessageHandler;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A service made of its parts. */
final class AssembledService implements Service {
    private final String name;
    private final Server server;
    private final Client client;
    private final Parts parts;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final LifeCycle hooks;
    private volatile boolean started;
    private boolean closing;

    AssembledService(String name, Server server, Client client, Parts parts) {
        this.name = name;
        this.server = server;
        this.client = client;
        this.parts = parts;
        this.hooks = new LifeCycle(name);
    }

    @Override
    public Service handle(Handler... handlers) {
        server.handle(handlers);
        return this;
    }

    @Override
    public <T> Service subscribe(
            String topic, MessageType<T> type, SubscribeOptions options, MessageHandler<T> handler) {
        server.subscribe(topic, type, options, handler);
        return this;
    }

    @Override
    public Service beforeStart(Hook hook) {
        return add(Moment.BEFORE_START, hook);
    }

    @Override
    public Service afterStart(Hook hook) {
        return add(Moment.AFTER_START, hook);
    }

    @Override
    public Service beforeStop(Hook hook) {
        return add(Moment.BEFORE_STOP, hook);
    }

    @Override
    public Service afterStop(Hook hook) {
        return add(Moment.AFTER_STOP, hook);
    }

    private Service add(Moment moment, Hook hook) {
        hooks.add(moment, hook);
        return this;
    }

    @Override
    public Client client() {
        return client;
    }

    @Override
    public Server server() {
        return server;
    }

    @Override
    public void start() {
        try {
            hooks.start(Moment.BEFORE_START);
            server.start();
            started = true;
            hooks.start(Moment.AFTER_START);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public void run() {
        Thread hook = new Thread(this::close, "micro-" + name + "-shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            start();
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
        } finally {
            forget(hook);
        }
    }

    @Override
    public String address() {
        return server.address();
    }

    @Override
    public void close() {
        if (!first()) {
            awaitClosed();
            return;
        }
        boolean served = started;
        if (served) {
            hooks.stop(Moment.BEFORE_STOP);
        }
        Closing.each(List.of(server, client, parts));
        if (served) {
            hooks.stop(Moment.AFTER_STOP);
        }
        closed.countDown();
    }

    @Override
    public String toString() {
        return "Service[" + server + ", " + parts + "]";
    }

    private synchronized boolean first() {
        boolean first = !closing;
        closing = true;
        return first;
    }

    private void awaitClosed() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            System.getLogger("io.micro4j.service").log(System.Logger.Level.TRACE, "{0} has run", hook.getName());
        }
    }
}
