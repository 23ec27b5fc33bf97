package io.micro4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micro4j.call.Metadata;
import io.micro4j.call.Shape;
import io.micro4j.transport.End;
import io.micro4j.transport.Head;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What calls and replies say before and after their messages. */
interface TransportHeads extends TransportCase {
    /** Metadata as applications make it. */
    Metadata WORDS = Metadata.builder()
            .put("Authorization", "Bearer abc.def-ghi_123")
            .put("Tenant", "a, b; c=\"d\"")
            .put("Greeting", "Grüße, 世界 😀")
            .put("lower-case", "50 % of 100 %25")
            .build();

    @ParameterizedTest
    @EnumSource
    default void namesArrive(Shape shape) {
        assumeTrue(stage().wire().carries(shape), "the wire carries " + shape);

        Head head = head(shape, stage().head(shape));

        assertThat(head.service()).isEqualTo("echo");
        assertThat(head.endpoint()).isEqualTo(Echo.endpoint(shape).name());
        assertThat(head.metadata()).isEqualTo(Metadata.EMPTY);
        assertThat(head.timeoutNanos()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/protobuf", "application/json", "application/octet-stream"})
    default void contentTypeArrives(String contentType) {
        Head sent = new Head("echo", "Echo.Unary", contentType, 0, Metadata.EMPTY);

        assertThat(head(Shape.UNARY, sent).contentType()).isEqualTo(contentType);
    }

    @Test
    default void timeLimitArrives() {
        long sent = TimeUnit.SECONDS.toNanos(30);

        Head head = head(Shape.UNARY, stage().head(Shape.UNARY).withTimeoutNanos(sent));

        assertThat(head.timeoutNanos()).isBetween(sent - TimeUnit.SECONDS.toNanos(10), sent);
    }

    @ParameterizedTest
    @EnumSource
    default void metadataArrives(Shape shape) {
        assumeTrue(stage().wire().carries(shape), "the wire carries " + shape);

        Head head = head(shape, stage().head(shape).withMetadata(WORDS));

        assertThat(head.metadata().toMap()).isNotEmpty();
        assertThat(head.metadata()).as("%s", head.metadata().toMap()).isEqualTo(WORDS);
    }

    @ParameterizedTest
    @EnumSource
    default void theServersHeadArrives(Shape shape) {
        assumeTrue(carriesReplyHead(), "the wire carries heads of replies");
        assumeTrue(stage().wire().carries(shape), "the wire carries " + shape);
        CallSide call = begin(shape, stage().head(shape));

        CallSide served = stage().served();
        served.socket().head(WORDS);
        served.send("answer").end();

        assertThat(call.told().awaitEnd().error()).isNull();
        assertThat(call.told().awaitHead()).isEqualTo(WORDS);
    }

    @ParameterizedTest
    @EnumSource
    default void trailersArrive(Shape shape) {
        assumeTrue(carriesTrailers(), "the wire carries trailers");
        assumeTrue(stage().wire().carries(shape), "the wire carries " + shape);
        CallSide call = begin(shape, stage().head(shape));

        CallSide served = stage().served().send("answer");
        served.socket().end(End.ok(WORDS));

        assertThat(call.told().awaitEnd()).isEqualTo(End.ok(WORDS));
    }

    private Head head(Shape shape, Head sent) {
        CallSide call = begin(shape, sent);

        CallSide served = stage().served().send("answer").end();

        assertThat(call.told().awaitEnd().error()).isNull();
        return served.head();
    }

    private CallSide begin(Shape shape, Head head) {
        CallSide call = stage().call(shape, head).request(1).send("question");
        return shape.streamsRequests() ? call : call.end();
    }
}
