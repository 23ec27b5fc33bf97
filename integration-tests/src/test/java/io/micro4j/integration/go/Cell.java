package io.micro4j.integration.go;

import io.micro4j.call.CallOptions;

/**
 * One thing that a call can carry or suffer.
 *
 * @param shape how many messages go each way: unary, server stream, client stream or bidi stream
 * @param name what is special about it
 * @param core whether it is also tried where time is short
 */
record Cell(String shape, String name, boolean core, Check check) {
    /** Fails unless the call goes as it should. */
    interface Check {
        void run(Calls calls, Route route, CallOptions options);
    }

    static Cell unary(String name, Check check) {
        return new Cell("unary", name, false, check);
    }

    static Cell stream(String shape, String name, Check check) {
        return new Cell(shape, name, false, check);
    }

    /** Returns this cell, which is also tried where time is short. */
    Cell inCore() {
        return new Cell(shape, name, true, check);
    }

    /** Returns whether replies of it may be lost: a go-micro server writes the later over the earlier while its writer waits for a processor. */
    boolean mayLoseReplies(Route route) {
        return route.wire().equals("mucp")
                && !route.servedByJava()
                && (shape.equals("bidi stream") || shape.equals("server stream") && !name.equals("no reply"));
    }

    @Override
    public String toString() {
        return shape + ", " + name;
    }
}
