package io.micro4j.transport.net;

import io.micro4j.transport.IoThread;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the threads of event loops. */
final class IoThreads implements ThreadFactory {
    private final AtomicInteger number = new AtomicInteger();

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new LoopThread(task, "micro-io-" + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    private static final class LoopThread extends FastThreadLocalThread implements IoThread {
        LoopThread(Runnable task, String name) {
            super(task, name);
        }
    }
}
