package io.micro4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micro4j.call.MicroException;
import io.micro4j.call.Shape;
import io.micro4j.transport.TransportException;
import org.junit.jupiter.api.Test;

/** What becomes of calls when what carries them goes away. */
interface TransportClose extends TransportCase {
    @Test
    default void closingAListenerEndsItsCallsAtBothSides() {
        assumeTrue(stage().wire().streams(), "the wire carries streams");
        CallSide idle = stage().call(Shape.BIDI_STREAM);
        CallSide idleServed = stage().served();
        CallSide waiting = stage().call(Shape.UNARY).request(1).send("question").end();
        CallSide waitingServed = stage().served().request(1);
        waitingServed.told().awaitMessages(1);

        stage().listener().close();
        stage().listener().close();

        assertThat(idle.told().awaitEnd().isOk()).isFalse();
        assertThat(waiting.told().awaitEnd().isOk()).isFalse();
        assertThat(idleServed.told().awaitEnd().toException().code()).isEqualTo(499);
        assertThat(waitingServed.told().awaitEnd().toException().code()).isEqualTo(499);
        CallSide late = stage().call(Shape.UNARY).request(1).send("too late").end();
        assertThat(late.told().awaitEnd().isOk()).isFalse();
    }

    @Test
    default void closingTheClientEndsItsCallsAtBothSides() {
        CallSide call = stage().call(Shape.UNARY).request(1).send("question").end();
        CallSide served = stage().served().request(1);
        served.told().awaitMessages(1);

        stage().client().close();

        assertThat(call.told().isOver()).as("over once close returned").isTrue();
        assertThat(call.told().awaitEnd().isOk()).isFalse();
        assertThat(served.told().awaitEnd().isOk()).isFalse();
        stage().client().close();
    }

    @Test
    default void closingTheServerEndsItsCallsAtBothSides() {
        CallSide call = stage().call(Shape.UNARY).request(1).send("question").end();
        CallSide served = stage().served().request(1);
        served.told().awaitMessages(1);

        stage().server().close();

        assertThat(served.told().isOver()).as("over once close returned").isTrue();
        assertThat(served.told().awaitEnd().isOk()).isFalse();
        assertThat(call.told().awaitEnd().isOk()).isFalse();
        stage().server().close();
        stage().listener().close();
    }

    @Test
    default void aClosedTransportRefusesInWords() {
        stage().callGoesWell("before");
        stage().client().close();
        stage().server().close();

        CallSide call = stage().call(Shape.UNARY).request(1).send("question").end();

        MicroException failure = call.told().awaitEnd().toException();
        assertThat(failure.code()).isEqualTo(503);
        assertThat(failure.neverSent()).isTrue();
        assertThat(failure.detail()).contains("closed");
        assertThatThrownBy(() -> stage().server().listen("", stage().host())).isInstanceOf(TransportException.class);
    }

    @Test
    default void anAddressIsTakenOnce() {
        String taken = stage().listener().address();

        assertThatThrownBy(() -> stage().client().listen(taken, stage().host()))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining(taken);

        stage().callGoesWell("after the refusal");
    }
}
