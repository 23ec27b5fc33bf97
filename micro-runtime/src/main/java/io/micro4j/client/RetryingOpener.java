package io.micro4j.client;

import io.micro4j.selector.Selector;
import io.micro4j.transport.IoThread;
import io.micro4j.transport.Receiver;
import io.micro4j.transport.Socket;
import io.micro4j.transport.Transport;

/** Opens calls on the nodes that the selector gives, again on another where that is safe. */
final class RetryingOpener implements CallOpener {
    private final Transport transport;
    private final Selectors selectors;
    private final ClientThreads threads;
    private final RetryCount count;

    RetryingOpener(Transport transport, Selectors selectors, ClientThreads threads, RetryCount count) {
        this.transport = transport;
        this.selectors = selectors;
        this.threads = threads;
        this.count = count;
    }

    Transport transport() {
        return transport;
    }

    /** @throws io.micro4j.call.MicroException 400 if {@code call} names one that is not there */
    Selector selector(OutgoingCall call) {
        return selectors.of(call);
    }

    Timers timers() {
        return threads.timers();
    }

    RetryCount count() {
        return count;
    }

    @Override
    public Socket open(OutgoingCall call, Receiver replies) {
        RetryingCall retrying = new RetryingCall(call, replies, this);
        if (Thread.currentThread() instanceof IoThread && mayBlock(call)) {
            threads.callbacks().execute(retrying::begin);
        } else {
            retrying.begin();
        }
        return retrying;
    }

    /** The first look-up of a service asks the registry. */
    private boolean mayBlock(OutgoingCall call) {
        return call.addresses().isEmpty() && !selectors.isReady(call);
    }

    @Override
    public String toString() {
        return "RetryingOpener[" + selectors + ", " + transport.name() + "]";
    }
}
