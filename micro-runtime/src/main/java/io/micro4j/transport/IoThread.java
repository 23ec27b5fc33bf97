package io.micro4j.transport;

import io.micro4j.call.MicroException;

/** Marks the threads that move bytes. On one of them nothing may block: every call of the process would wait with it. */
public interface IoThread {
    /**
     * Refuses to go on if the current thread moves bytes.
     *
     * @param what is about to block: {@code Greeter.Hello}
     * @throws MicroException 500 if it does
     */
    static void refuseToBlock(String what) {
        if (Thread.currentThread() instanceof IoThread) {
            throw MicroException.internal(what + " would block the I/O thread "
                    + Thread.currentThread().getName()
                    + "; call it through async(), or serve the endpoint that calls it without nonBlocking()");
        }
    }
}
