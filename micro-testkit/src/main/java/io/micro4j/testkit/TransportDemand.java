package io.micro4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micro4j.call.MicroError;
import io.micro4j.call.Shape;
import org.junit.jupiter.api.Test;

/** Who may send how much, and when. */
interface TransportDemand extends TransportCase {
    @Test
    default void repliesWaitUntilTheyAreAskedFor() {
        assumeTrue(stage().wire().streams(), "the wire carries streams");
        CallSide call = stage().call(Shape.SERVER_STREAM).send("question").end();
        stage().served().send("1", "2", "3", "4", "5").end();

        call.request(2).told().awaitMessages(2);
        stage().callGoesWell("meanwhile");

        assertThat(call.told().messages()).containsExactly("1", "2");
        assertThat(call.told().isOver()).isFalse();
        call.request(1).told().awaitMessages(3);
        call.request(Integer.MAX_VALUE).request(Integer.MAX_VALUE);
        assertThat(call.told().awaitEnd().error()).isNull();
        assertThat(call.told().messages()).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    default void requestsWaitUntilTheyAreAskedFor() {
        assumeTrue(stage().wire().streams(), "the wire carries streams");
        CallSide call = stage().call(Shape.BIDI_STREAM).request(1).send("1", "2", "3");
        CallSide served = stage().served();

        served.request(1).told().awaitMessages(1);
        stage().callGoesWell("meanwhile");

        assertThat(served.told().messages()).containsExactly("1");
        served.request(Integer.MAX_VALUE).request(Integer.MAX_VALUE);
        assertThat(served.told().awaitMessages(3)).containsExactly("1", "2", "3");
        served.end();
        assertThat(call.told().awaitEnd().error()).isNull();
    }

    @Test
    default void anEndWithoutMessagesNeedsNotBeAskedFor() {
        CallSide call = stage().call(Shape.UNARY).send("question").end();

        stage().served().fail(MicroError.of("echo", 404, "no such person"));

        assertThat(call.told().awaitEnd().toException().code()).isEqualTo(404);
    }

    @Test
    default void theHalfCloseNeedsNotBeAskedFor() {
        assumeTrue(stage().wire().halfClose(), "the wire carries half-close");
        CallSide call = stage().call(Shape.BIDI_STREAM).end();

        CallSide served = stage().served();

        served.told().awaitHalfClose();
        served.end();
        assertThat(call.told().awaitEnd().error()).isNull();
    }

    @Test
    default void aServerIsToldToWaitForASlowClient() {
        assumeTrue(stage().wire().streams() && stage().wire().credit(), "the wire carries credit");
        CallSide call = stage().call(Shape.SERVER_STREAM).send("question").end();
        CallSide served = stage().served();

        int sent = sendUntilFull(served);
        call.request(Integer.MAX_VALUE);

        served.told().awaitWritable(1);
        assertThat(served.told().isOver()).isFalse();
        served.end();
        assertThat(call.told().awaitEnd().error()).isNull();
        assertThat(call.told().bodies()).hasSize(sent);
    }

    @Test
    default void aClientIsToldToWaitForASlowServer() {
        assumeTrue(stage().wire().streams() && stage().wire().credit(), "the wire carries credit");
        CallSide call = stage().call(Shape.BIDI_STREAM).request(1);
        CallSide served = stage().served();

        int sent = sendUntilFull(call);
        served.request(Integer.MAX_VALUE);

        call.told().awaitWritable(1);
        assertThat(call.told().isOver()).isFalse();
        served.told().awaitMessages(sent);
        served.end();
        assertThat(call.told().awaitEnd().error()).isNull();
        assertThat(served.told().bodies()).hasSize(sent);
    }

    @Test
    default void whoSendsWithoutRoomLosesNothing() {
        assumeTrue(stage().wire().streams(), "the wire carries streams");
        CallSide call = stage().call(Shape.SERVER_STREAM).send("question").end();
        CallSide served = stage().served();

        byte[] message = new byte[16 * 1024];
        for (int i = 0; i < 500; i++) {
            served.sendOne(message);
        }
        served.end();

        call.request(Integer.MAX_VALUE);
        assertThat(call.told().awaitEnd().error()).isNull();
        assertThat(call.told().bodies()).hasSize(500);
    }

    private static int sendUntilFull(CallSide side) {
        byte[] message = new byte[64 * 1024];
        for (int sent = 1; sent <= 1000; sent++) {
            if (!side.sendOne(message)) {
                return sent;
            }
        }
        throw new AssertionError("64 MB were sent to who reads nothing, and there was always room for more: " + side);
    }
}
