package io.micro4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micro4j.call.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls of each shape that go well. */
interface TransportShapes extends TransportCase {
    @Test
    default void oneRequestGetsOneReply() {
        CallSide call = stage().call(Shape.UNARY).request(1).send("question").end();

        CallSide served = stage().served().request(1);
        assertThat(served.told().awaitMessages(1)).containsExactly("question");
        served.send("answer").end();

        assertThat(call.told().awaitEnd().error()).isNull();
        assertThat(call.told().messages()).containsExactly("answer");
        assertThat(served.told().awaitEnd().error()).isNull();
    }

    @Test
    default void oneRequestGetsManyReplies() {
        assumeTrue(stage().wire().streams(), "the wire carries streams");
        CallSide call =
                stage().call(Shape.SERVER_STREAM).request(10).send("question").end();

        CallSide served = stage().served().request(1);
        assertThat(served.told().awaitMessages(1)).containsExactly("question");
        served.send("one", "two", "three").end();

        assertThat(call.told().awaitEnd().error()).isNull();
        assertThat(call.told().messages()).containsExactly("one", "two", "three");
        assertThat(served.told().awaitEnd().error()).isNull();
    }

    @Test
    default void aStreamMayHaveNoReplies() {
        assumeTrue(stage().wire().streams(), "the wire carries streams");
        CallSide call =
                stage().call(Shape.SERVER_STREAM).request(1).send("question").end();

        CallSide served = stage().served().request(1);
        served.told().awaitMessages(1);
        served.end();

        assertThat(call.told().awaitEnd().error()).isNull();
        assertThat(call.told().messages()).isEmpty();
    }

    @Test
    default void manyRequestsGetOneReply() {
        assumeTrue(stage().wire().halfClose(), "the wire carries half-close");
        CallSide call = stage().call(Shape.CLIENT_STREAM)
                .request(1)
                .send("one", "two", "three")
                .end();

        CallSide served = stage().served().request(10);
        served.told().awaitHalfClose();
        assertThat(served.told().messages()).containsExactly("one", "two", "three");
        served.send("all").end();

        assertThat(call.told().awaitEnd().error()).isNull();
        assertThat(call.told().messages()).containsExactly("all");
        assertThat(served.told().awaitEnd().error()).isNull();
    }

    @Test
    default void aStreamMayHaveNoRequests() {
        assumeTrue(stage().wire().halfClose(), "the wire carries half-close");
        CallSide call = stage().call(Shape.CLIENT_STREAM).request(1).end();

        CallSide served = stage().served().request(1);
        served.told().awaitHalfClose();
        assertThat(served.told().messages()).isEmpty();
        served.send("none").end();

        assertThat(call.told().awaitEnd().error()).isNull();
        assertThat(call.told().messages()).containsExactly("none");
    }

    @Test
    default void requestsAndRepliesAlternate() {
        assumeTrue(stage().wire().streams(), "the wire carries streams");
        CallSide call = stage().call(Shape.BIDI_STREAM);
        CallSide served = stage().served();

        for (int i = 1; i <= 3; i++) {
            call.send("ping " + i);
            served.request(1).told().awaitMessages(i);
            served.send("pong " + i);
            call.request(1).told().awaitMessages(i);
        }
        served.end();

        assertThat(call.told().awaitEnd().error()).isNull();
        assertThat(served.told().messages()).containsExactly("ping 1", "ping 2", "ping 3");
        assertThat(call.told().messages()).containsExactly("pong 1", "pong 2", "pong 3");
    }

    @Test
    default void repliesFollowTheHalfClose() {
        assumeTrue(stage().wire().halfClose(), "the wire carries half-close");
        CallSide call = stage().call(Shape.BIDI_STREAM).request(10).send("only").end();

        CallSide served = stage().served().request(1);
        served.told().awaitHalfClose();
        served.send("first");
        call.told().awaitMessages(1);
        served.send("second").end();

        assertThat(call.told().awaitEnd().error()).isNull();
        assertThat(call.told().messages()).containsExactly("first", "second");
    }

    @Test
    default void theServerMaySpeakFirst() {
        assumeTrue(stage().wire().streams(), "the wire carries streams");
        CallSide call = stage().call(Shape.BIDI_STREAM).request(1);

        CallSide served = stage().served().send("welcome");

        assertThat(call.told().awaitMessages(1)).containsExactly("welcome");
        served.end();
        assertThat(call.told().awaitEnd().error()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    default void emptyMessagesAreMessages(Shape shape) {
        assumeTrue(stage().wire().carries(shape), "the wire carries " + shape);
        CallSide call = stage().call(shape).request(2).send("");
        if (!shape.streamsRequests()) {
            call.end();
        }

        CallSide served = stage().served().request(1);
        assertThat(served.told().awaitMessages(1)).containsExactly("");
        served.send("").end();

        assertThat(call.told().awaitEnd().error()).isNull();
        assertThat(call.told().messages()).containsExactly("");
    }

    @ParameterizedTest
    @EnumSource
    default void largeMessagesArriveWhole(Shape shape) {
        assumeTrue(stage().wire().carries(shape), "the wire carries " + shape);
        byte[] large = new byte[3 * 1024 * 1024];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) (i * 31 + (i >> 13));
        }
        byte[] marked = large.clone();
        Arrays.fill(marked, 0, 1024, (byte) -1);

        CallSide call = stage().call(shape).request(1);
        call.sendOne(large);
        if (!shape.streamsRequests()) {
            call.end();
        }
        CallSide served = stage().served().request(1);
        served.told().awaitMessages(1);
        served.sendOne(marked);
        served.end();

        assertThat(call.told().awaitEnd().error()).isNull();
        assertThat(served.told().bodies().get(0).toByteArray()).isEqualTo(large);
        assertThat(call.told().bodies().get(0).toByteArray()).isEqualTo(marked);
    }
}
