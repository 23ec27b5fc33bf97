package io.micro4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micro4j.call.MicroException;
import io.micro4j.call.Shape;
import io.micro4j.transport.Body;
import io.micro4j.transport.End;
import io.micro4j.transport.Receiver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls that one side gives up. */
interface TransportCancel extends TransportCase {
    @ParameterizedTest
    @EnumSource
    default void givingUpReachesTheServer(Shape shape) {
        assumeTrue(stage().wire().carries(shape), "the wire carries " + shape);
        CallSide call = opened(shape);
        CallSide served = stage().served().request(1);
        served.told().awaitMessages(1);

        End why = call.cancel();

        assertThat(call.told().awaitEnd()).isEqualTo(why);
        if (stage().wire().cancel()) {
            assertThat(served.told().awaitEnd().isOk()).isFalse();
            served.send("too late").end();
        } else {
            served.send("too late").end();
            served.told().awaitEnd();
        }
        stage().callGoesWell("after the cancel");
    }

    @ParameterizedTest
    @EnumSource
    default void theServerMayGiveUp(Shape shape) {
        assumeTrue(stage().wire().carries(shape), "the wire carries " + shape);
        CallSide call = opened(shape);
        CallSide served = stage().served().request(1);
        served.told().awaitMessages(1);

        End why = served.cancel();

        assertThat(served.told().awaitEnd()).isEqualTo(why);
        assertThat(call.told().awaitEnd().isOk()).isFalse();
        stage().callGoesWell("after the cancel");
    }

    @Test
    default void onlyTheFirstCancelCounts() {
        CallSide call = opened(Shape.UNARY);
        CallSide served = stage().served();

        End first = call.cancel();
        call.socket().cancel(End.failed(MicroException.timeout("a second reason")));

        assertThat(call.told().awaitEnd()).isEqualTo(first);
        served.cancel();
        assertThat(served.told().awaitEnd().isOk()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    default void givingUpAtOnceLeavesNothingBehind(Shape shape) {
        assumeTrue(stage().wire().carries(shape), "the wire carries " + shape);

        for (int i = 0; i < 50; i++) {
            CallSide call = stage().call(shape);
            End why = call.cancel();
            assertThat(call.told().awaitEnd()).isEqualTo(why);
        }

        stage().callGoesWell("after the cancels");
    }

    @Test
    default void givingUpACallToNobodyEndsItOnce() {
        var nobody = nobody();

        CallSide call = stage().call(nobody, Shape.UNARY);
        call.cancel();

        assertThat(call.told().awaitEnd().isOk()).isFalse();
        stage().callGoesWell("after the cancel");
    }

    @ParameterizedTest
    @EnumSource
    default void givingUpAfterARequestLeavesNothingBehind(Shape shape) {
        assumeTrue(stage().wire().carries(shape), "the wire carries " + shape);

        for (int i = 0; i < 50; i++) {
            CallSide call = stage().call(shape).request(1).send("question");
            End why = call.cancel();
            assertThat(call.told().awaitEnd()).isEqualTo(why);
        }

        stage().callGoesWell("after the cancels");
    }

    @ParameterizedTest
    @EnumSource
    default void givingUpAfterTheRequestsLeavesNothingBehind(Shape shape) {
        assumeTrue(stage().wire().carries(shape), "the wire carries " + shape);

        for (int i = 0; i < 50; i++) {
            CallSide call = stage().call(shape).request(1).send("question").end();
            End why = call.cancel();
            assertThat(call.told().awaitEnd()).isEqualTo(why);
        }

        stage().callGoesWell("after the cancels");
    }

    @Test
    default void givingUpAfterTheFirstReplyLeavesNothingBehind() {
        assumeTrue(stage().wire().streams(), "the wire carries streams");
        CallSide call =
                stage().call(Shape.SERVER_STREAM).request(1).send("question").end();
        CallSide served = stage().served().send("one", "two", "three");
        call.told().awaitMessages(1);

        End why = call.cancel();

        assertThat(call.told().awaitEnd()).isEqualTo(why);
        assertThat(call.told().messages()).containsExactly("one");
        served.end();
        served.told().awaitEnd();
        stage().callGoesWell("after the cancel");
    }

    @Test
    default void aReceiverMayGiveUpFromWithin() {
        assumeTrue(stage().wire().streams(), "the wire carries streams");
        CallSide call = stage().call(Shape.BIDI_STREAM);
        End why = End.failed(MicroException.cancelled("one reply is enough"));
        call.told().react(new CancelOnMessage(call, why));

        CallSide served = stage().served().send("one", "two", "three");
        call.request(3);

        assertThat(call.told().awaitEnd()).isEqualTo(why);
        served.end();
        served.told().awaitEnd();
        stage().callGoesWell("after the cancel");
    }

    @Test
    default void aSlowReaderMayGiveUp() {
        assumeTrue(stage().wire().streams(), "the wire carries streams");
        CallSide call = stage().call(Shape.SERVER_STREAM).send("question").end();
        CallSide served = stage().served();
        byte[] message = new byte[64 * 1024];
        for (int i = 0; i < 100; i++) {
            served.sendOne(message);
        }

        End why = call.cancel();

        assertThat(call.told().awaitEnd()).isEqualTo(why);
        if (!stage().wire().cancel()) {
            served.end();
        }
        served.told().awaitEnd();
        stage().callGoesWell("after the cancel");
    }

    private CallSide opened(Shape shape) {
        CallSide call = stage().call(shape).request(1).send("question");
        return shape.streamsRequests() ? call : call.end();
    }

    /** Gives up once a message comes. */
    record CancelOnMessage(CallSide call, End why) implements Receiver {
        @Override
        public void message(Body body) {
            call.socket().cancel(why);
        }

        @Override
        public void end(End end) {}
    }
}
