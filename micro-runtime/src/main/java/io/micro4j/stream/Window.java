package io.micro4j.stream;

import java.util.function.IntConsumer;

/** Keeps a number of messages on their way to a reader, and asks for more in batches of half that number. For one thread at a time. */
final class Window {
    private final int size;
    private final IntConsumer request;
    private int read;

    Window(int size, IntConsumer request) {
        if (size < 1) {
            throw new IllegalArgumentException("window is " + size + "; a stream needs at least 1 message on its way");
        }
        this.size = size;
        this.request = request;
    }

    /** Asks for the first messages. */
    void open() {
        request.accept(size);
    }

    /** Notes that one message was read. */
    void read() {
        read++;
        if (read * 2 >= size) {
            request.accept(read);
            read = 0;
        }
    }
}
