package io.micro4j.testkit.rules;

import com.google.protobuf.Int32Value;
import io.micro4j.codec.Encoded;
import io.micro4j.codec.protobuf.ProtobufCodec;
import io.micro4j.stream.OutboundSubscriber;
import io.micro4j.transport.End;
import io.micro4j.transport.Socket;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowSubscriberBlackboxVerification;

/** Puts the subscriber that sends a call's messages through the rules of Reactive Streams. */
public class SubscriberTckTest extends FlowSubscriberBlackboxVerification<Int32Value> {
    /** Makes the verification. */
    public SubscriberTckTest() {
        super(new TestEnvironment(1_000, 100));
    }

    @Override
    public Flow.Subscriber<Int32Value> createFlowSubscriber() {
        return new OutboundSubscriber<>(
                new ProtobufCodec().marshaller(Counting.NUMBER), new RoomySocket(), new OutboundSubscriber.Finish() {
                    @Override
                    public void completed() {}

                    @Override
                    public void failed(Throwable why) {}
                });
    }

    @Override
    public Int32Value createElement(int element) {
        return Counting.number(element);
    }

    /** Always has room. */
    private static final class RoomySocket implements Socket {
        @Override
        public String peer() {
            return "";
        }

        @Override
        public boolean send(Encoded message) {
            return true;
        }

        @Override
        public void end(End end) {}

        @Override
        public void request(int messages) {}

        @Override
        public void cancel(End why) {}
    }
}
