package io.micro4j.testkit.rules;

import com.google.protobuf.Int32Value;
import io.micro4j.call.MicroException;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.memory.MemoryTransport;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;

/** Puts the publisher of a call's replies through the rules of Reactive Streams. */
@SuppressWarnings("NullAway.Init")
public class PublisherTckTest extends FlowPublisherVerification<Int32Value> {
    private static final long PATIENCE_MILLIS = 1_000;

    private Pair pair;

    /** Makes the verification. */
    public PublisherTckTest() {
        super(new TestEnvironment(PATIENCE_MILLIS, 100));
    }

    /** Starts the server that answers. */
    @BeforeClass
    public void start() {
        pair = Pair.of(new MemoryTransport.Provider().open(TransportOptions.DEFAULT), routes -> {
            routes.serverStream(
                    Counting.COUNT,
                    request -> IntStream.range(0, request.getValue()).mapToObj(Counting::number));
            routes.bidiStream(Counting.DOUBLE, requests -> {
                throw MicroException.notFound("fails as it should");
            });
        });
    }

    /** Stops it. */
    @AfterClass
    public void stop() {
        pair.close();
    }

    @Override
    public Flow.Publisher<Int32Value> createFlowPublisher(long elements) {
        int count = (int) Math.min(elements, Integer.MAX_VALUE);
        return pair.async().serverStream(Counting.COUNT, Counting.number(count));
    }

    @Override
    public Flow.Publisher<Int32Value> createFailedFlowPublisher() {
        return pair.async().bidiStream(Counting.DOUBLE, createFlowPublisher(0));
    }

    @Override
    public long maxElementsFromPublisher() {
        return Integer.MAX_VALUE;
    }
}
