package io.micro4j.stream;

/** Sends the messages of a call. Told on an I/O thread; does not block. */
public interface Outbound {
    /** There is room for more. */
    void writable();

    /** Nobody wants more: the call is over. */
    void stop();
}
