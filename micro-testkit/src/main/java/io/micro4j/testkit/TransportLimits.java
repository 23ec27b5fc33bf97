package io.micro4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micro4j.call.MicroException;
import io.micro4j.call.Shape;
import io.micro4j.transport.TransportOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages that are larger than one side takes. */
interface TransportLimits extends TransportCase {
    /** Few enough bytes that a message is soon too large. */
    TransportOptions SMALL =
            TransportOptions.DEFAULT.toBuilder().maxMessageBytes(1000).build();

    @ParameterizedTest
    @EnumSource
    default void aServerRefusesARequestThatIsTooLarge(Shape shape) {
        Stage stage = stage(SMALL, TransportOptions.DEFAULT);
        assumeTrue(stage.wire().carries(shape), "the wire carries " + shape);
        stage.host().script(side -> side.request(1));

        CallSide call = stage.call(shape).request(1);
        call.sendOne(new byte[1001]);
        if (!shape.streamsRequests()) {
            call.end();
        }

        assertTooLarge(call);
        assertThat(stage.host().recorders())
                .allSatisfy(told -> assertThat(told.messages()).isEmpty());
        stage.callGoesWell("after the large one");
    }

    @ParameterizedTest
    @EnumSource
    default void aClientRefusesAReplyThatIsTooLarge(Shape shape) {
        Stage stage = stage(TransportOptions.DEFAULT, SMALL);
        assumeTrue(stage.wire().carries(shape), "the wire carries " + shape);
        CallSide call = stage.call(shape).request(1).send("question");
        if (!shape.streamsRequests()) {
            call.end();
        }

        CallSide served = stage.served();
        served.sendOne(new byte[1001]);
        served.end();

        assertTooLarge(call);
        assertThat(call.told().messages()).isEmpty();
        stage.callGoesWell("after the large one");
    }

    @Test
    default void messagesBeforeTheLargeOneArrive() {
        Stage stage = stage(TransportOptions.DEFAULT, SMALL);
        assumeTrue(stage.wire().streams(), "the wire carries streams");
        CallSide call =
                stage.call(Shape.SERVER_STREAM).request(10).send("question").end();

        CallSide served = stage.served().send("one", "two");
        call.told().awaitMessages(2);
        served.sendOne(new byte[1001]);
        served.end();

        assertTooLarge(call);
        assertThat(call.told().messages()).containsExactly("one", "two");
        stage.callGoesWell("after the large one");
    }

    @Test
    default void messagesAsLargeAsTheLimitPass() {
        Stage stage = stage(SMALL, SMALL);

        stage.callGoesWell("x".repeat(1000));
    }

    private static void assertTooLarge(CallSide call) {
        MicroException failure = call.told().awaitEnd().toException();
        assertThat(failure.code()).as("the code of: %s", failure.getMessage()).isEqualTo(413);
        assertThat(failure.detail()).contains("1000").contains("maxMessageBytes");
    }
}
