package io.micro4j.client;

import io.micro4j.selector.Selector;
import io.micro4j.transport.IoThread;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Socket;
import io.micro4j.transport.Transport;

/** Opens calls on the nodes that the selector gives, again on another where that is safe. */
final class RetryingOpener implements CallOpener {
    private final Transport transport;
    private final Selector selector;
    private final ClientThreads threads;

    RetryingOpener(Transport transport, Selector selector, ClientThreads threads) {
        this.transport = transport;
        this.selector = selector;
        this.threads = threads;
    }

    @Override
    public Socket open(OutgoingCall call, Receiver replies) {
        RetryingCall retrying = new RetryingCall(call, replies, transport, selector, threads.timers());
        if (Thread.currentThread() instanceof IoThread && mayBlock(call)) {
            threads.callbacks().execute(retrying::begin);
        } else {
            retrying.begin();
        }
        return retrying;
    }

    /** The first look-up of a service asks the registry. */
    private boolean mayBlock(OutgoingCall call) {
        return call.addresses().isEmpty() && !selector.isReady(call.service());
    }

    @Override
    public String toString() {
        return "RetryingOpener[" + selector.name() + ", " + transport.name() + "]";
    }
}
