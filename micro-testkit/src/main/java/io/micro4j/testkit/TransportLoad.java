package io.micro4j.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micro4j.call.Shape;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Receiver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many calls, and many messages. */
interface TransportLoad extends TransportCase {
    @Test
    default void aThousandCallsFollowEachOther() {
        stage().host().script(side -> Echo.start(side, 1));

        for (int i = 0; i < 1000; i++) {
            callEchoes("call " + i);
        }
    }

    @Test
    default void manyCallsAtOnceAreNotMixedUp() throws InterruptedException, ExecutionException {
        stage().host().script(side -> Echo.start(side, 1));
        ExecutorService threads = Executors.newFixedThreadPool(64);

        try {
            List<Future<?>> callers = new ArrayList<>();
            for (int caller = 0; caller < 64; caller++) {
                String name = "caller " + caller;
                callers.add(threads.submit(() -> callManyTimes(name)));
            }
            for (Future<?> caller : callers) {
                caller.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    default void manyMessagesStayInOrderBothWays() {
        assumeTrue(stage().wire().streams(), "the wire carries streams");
        int count = 10_000;
        stage().host().script(side -> Echo.start(side, count));
        CallSide call = stage().call(Shape.BIDI_STREAM);
        call.told().react(new AskOneByOne(call));
        call.request(1);

        int full = 0;
        for (int i = 0; i < count; i++) {
            if (!call.sendOne(Integer.toString(i).getBytes(UTF_8))) {
                full++;
                call.told().awaitWritable(full);
            }
        }

        assertThat(call.told().awaitEnd().error()).isNull();
        assertThat(call.told().messages())
                .isEqualTo(IntStream.range(0, count).mapToObj(Integer::toString).toList());
    }

    private void callManyTimes(String name) {
        for (int i = 0; i < 50; i++) {
            callEchoes(name + ", call " + i);
        }
    }

    private void callEchoes(String text) {
        CallSide call = stage().call(Shape.UNARY).request(1).send(text).end();

        assertThat(call.told().awaitEnd().error()).as("the error of %s", text).isNull();
        assertThat(call.told().messages()).containsExactly(text);
    }

    /** Asks for a message whenever one came. */
    record AskOneByOne(CallSide call) implements Receiver {
        @Override
        public void message(Body body) {
            call.request(1);
        }

        @Override
        public void end(End end) {}
    }
}
