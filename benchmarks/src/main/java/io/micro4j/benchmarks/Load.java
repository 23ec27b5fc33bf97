package io.micro4j.benchmarks;

import java.util.List;

/** A way of calling: who waits for a reply, and how. To add one, write it and list it here. */
interface Load {
    Load BLOCKING = new BlockingLoad("blocking", CallerThreads::platform);
    Load VIRTUAL = new BlockingLoad("virtual", CallerThreads::virtual);
    Load ASYNC = new AsyncLoad();
    Load SERVER_STREAM =
            new StreamLoad("server-stream", (calls, text, times) -> calls.repeat(Echoes.request(text, times)));
    Load CLIENT_STREAM =
            new StreamLoad("client-stream", (calls, text, times) -> calls.together(Echoes.request(text, 1), times));
    Load BIDI = new StreamLoad("bidi", (calls, text, times) -> calls.chat(Echoes.request(text, 1), times));

    /** All of them. */
    List<Load> ALL = List.of(BLOCKING, VIRTUAL, ASYNC, SERVER_STREAM, CLIENT_STREAM, BIDI);

    /** Returns the name it is chosen by and reported under. */
    String name();

    /** Returns whether what is counted are messages of streams. */
    default boolean streams() {
        return false;
    }

    /** Returns callers that keep {@code inFlight} calls with this text under way. */
    Callers callers(EchoCalls calls, String text, int inFlight);

    /** Returns the one called {@code name}. */
    static Load named(String name) {
        return ALL.stream()
                .filter(load -> load.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No load is called \"" + name + "\"; there are "
                        + ALL.stream().map(Load::name).toList()));
    }

    /** Callers that are ready. They keep their threads until they are closed, so that what the threads allocated can still be asked. */
    interface Callers extends AutoCloseable {
        /**
         * Once: calls until {@code System.nanoTime()} reaches {@code end}, each at least once, waits for the replies under way, and returns how long each call took.
         *
         * @throws Exception if a call failed or brought a wrong reply
         */
        List<Tally> callUntil(long end) throws Exception;

        @Override
        void close();
    }
}
