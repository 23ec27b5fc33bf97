package io.micro4j.server;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Threads that begin tasks in their order, and are woken no more often than it takes: to wake a thread costs more than a short handler does.
 *
 * <p>While tasks are short, as their average says, one thread is woken for all that come together, and another is on the lookout: it helps if they do
 * not get on, because one of them waits for something, or if they are too many for those at work and a processor is free. Where tasks are long each
 * of them wakes a thread, as in any pool. So a task that comes behind the first one that waits is late by {@link #LOOK_NANOS} or two.
 *
 * <p>Safe for use by many threads.
 */
final class HandlerPool implements Executor {
    /** How long tasks may take on the average to be worth no wake-up of their own: a few times what one costs. */
    private static final long SHORT_NANOS = 20_000;

    /** How often the lookout looks. */
    private static final long LOOK_NANOS = 100_000;

    /** After so many looks at nothing it rests. */
    private static final int QUIET_LOOKS = 20;

    /** What counts of one task, since a thread that lost its processor for a while is none that waits. */
    private static final long MOST_NANOS = 10 * SHORT_NANOS;

    /** How much one task counts for in the average, as a power of two. */
    private static final int WEIGHT = 6;

    private final int size;
    private final long idleNanos;
    private final ThreadFactory threads;
    private final int processors = Runtime.getRuntime().availableProcessors();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Object lock = new Object();
    private final ArrayDeque<Worker> resting = new ArrayDeque<>();
    private int started;
    private int helpers;
    private volatile int working;
    private volatile @Nullable Worker lookout;
    private volatile long averageNanos;
    private volatile boolean closed;

    /**
     * Starts no thread yet.
     *
     * @param size how many threads there may be
     * @param idle how long a thread may have nothing to do before it ends
     */
    HandlerPool(int size, Duration idle, ThreadFactory threads) {
        this.size = size;
        this.idleNanos = idle.toNanos();
        this.threads = threads;
    }

    /** @throws RejectedExecutionException if the pool is closed */
    @Override
    public void execute(Runnable task) {
        if (closed) {
            throw new RejectedExecutionException("The handlers' threads are closed");
        }
        tasks.add(task);
        if (working == 0 || averageNanos > SHORT_NANOS) {
            putToWork();
        } else if (lookout == null) {
            appoint();
        }
    }

    /** Takes no more tasks. Those that are there are run. */
    void close() {
        closed = true;
        synchronized (lock) {
            resting.forEach(worker -> LockSupport.unpark(worker.thread));
        }
    }

    /** Wakes a thread, if one rests or may be started. Returns whether there was one. */
    private boolean putToWork() {
        synchronized (lock) {
            Worker worker = spare();
            if (worker != null) {
                working++;
                worker.wake();
            }
            return worker != null;
        }
    }

    private void appoint() {
        synchronized (lock) {
            if (lookout == null) {
                Worker worker = spare();
                if (worker != null) {
                    lookout = worker;
                    worker.wake();
                }
            }
        }
    }

    private @Nullable Worker spare() {
        Worker worker = resting.pollLast();
        if (worker == null && started < size) {
            started++;
            worker = new Worker();
        }
        return worker;
    }

    /** A value that is lost to another thread's does no harm. */
    private void noteTime(long nanos) {
        long average = averageNanos;
        averageNanos = average + ((Math.min(nanos, MOST_NANOS) - average) >> WEIGHT);
    }

    private final class Worker implements Runnable {
        private final Thread thread = threads.newThread(this);
        private boolean woken;

        /** Ends its rest, or begins. With the lock. */
        void wake() {
            woken = true;
            if (thread.getState() == Thread.State.NEW) {
                thread.start();
            } else {
                LockSupport.unpark(thread);
            }
        }

        @Override
        public void run() {
            do {
                if (lookout != this || look()) {
                    work();
                }
            } while (isWoken());
        }

        /** Runs tasks until there are no more. */
        private void work() {
            long began = System.nanoTime();
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                try {
                    task.run();
                } catch (Throwable e) { // the next one has nothing to do with it
                    thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
                }
                Thread.interrupted(); // it was meant for the task
                long ended = System.nanoTime();
                noteTime(ended - began);
                began = ended;
            }
            synchronized (lock) {
                working--;
                rest();
            }
            if (!tasks.isEmpty()) {
                putToWork(); // it came after the last look, from one who saw this thread at work
            }
        }

        /** Watches until there is something to help with, and is at work then; false if there was nothing for a while. */
        private boolean look() {
            Runnable before = null;
            for (int quiet = 0; quiet < QUIET_LOOKS; ) {
                LockSupport.parkNanos(HandlerPool.this, LOOK_NANOS);
                Thread.interrupted();
                Runnable first = tasks.peek();
                if (first != null && first == before) {
                    help(helpers == 0 ? 1 : 2 * helpers);
                    return true;
                } else if (first != null && before != null && working < processors) {
                    help(0);
                    return true;
                }
                quiet = first == null ? quiet + 1 : 0;
                before = first;
            }
            synchronized (lock) {
                lookout = null;
                helpers = 0;
                rest();
            }
            if (!tasks.isEmpty()) {
                appoint(); // it came after the last look, from one who saw this thread on the lookout
            }
            return false;
        }

        /** Goes to work, and lets others do so, of whom there are more each time that tasks do not get on. */
        private void help(int others) {
            synchronized (lock) {
                lookout = null;
                helpers = others;
                working++;
            }
            Iterator<Runnable> waiting = tasks.iterator();
            for (int i = 0; i < others && waiting.hasNext() && putToWork(); i++) {
                waiting.next();
            }
            if (waiting.hasNext()) {
                appoint();
            }
        }

        private void rest() {
            woken = false;
            resting.addLast(this);
        }

        /** Rests until it is woken; false if it is to end. */
        private boolean isWoken() {
            long until = System.nanoTime() + idleNanos;
            while (true) {
                long left = until - System.nanoTime();
                synchronized (lock) {
                    if (woken) {
                        return true;
                    }
                    if (closed || left <= 0) {
                        resting.remove(this);
                        started--;
                        return false;
                    }
                }
                LockSupport.parkNanos(HandlerPool.this, left);
                Thread.interrupted();
            }
        }
    }
}
