package io.micro4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micro4j.call.Metadata;
import io.micro4j.call.MicroError;
import io.micro4j.call.MicroException;
import io.micro4j.call.Shape;
import io.micro4j.transport.End;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How calls end that a server ends, and those that never reach one. */
interface TransportEnds extends TransportCase {
    static Stream<MicroError> errors() {
        return Stream.of(
                MicroError.of("greeter", 404, "no such person"),
                MicroError.of("greeter", 400, "first line\nsecond line\r\n\ttabbed"),
                MicroError.of("greeter.Greeter.Hello", 409, "she said \"no\" {\"id\":1} \\ 50% %25 <b>&amp;</b>"),
                MicroError.of("grüßer", 500, "Grüße, 世界 😀"),
                MicroError.of("greeter", 503, "come back later"),
                MicroError.of("greeter", 408, "took too long"),
                new MicroError("shop", 4711, "a code of the shop's own", ""),
                new MicroError("shop", 404, "a status of the shop's own", "Sold Out"),
                new MicroError("", 500, "nobody's", "Internal Server Error"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    default void errorsArriveAsTheyWereMade(MicroError error) {
        CallSide call = stage().call(Shape.UNARY).request(1).send("question").end();

        CallSide served = stage().served().request(1);
        served.fail(error);

        End end = call.told().awaitEnd();
        assertThat(end.error()).isEqualTo(error);
        assertThat(end.neverSent()).isFalse();
        assertThat(end.origin()).isEqualTo(End.Origin.PEER);
        assertThat(served.told().awaitEnd().error()).isNull();
    }

    @Test
    default void anErrorMayFollowReplies() {
        assumeTrue(stage().wire().streams(), "the wire carries streams");
        MicroError error = MicroError.of("greeter", 500, "out of greetings");
        CallSide call =
                stage().call(Shape.SERVER_STREAM).request(10).send("question").end();

        stage().served().send("one", "two").fail(error);

        assertThat(call.told().awaitEnd().error()).isEqualTo(error);
        assertThat(call.told().messages()).containsExactly("one", "two");
    }

    @ParameterizedTest
    @EnumSource
    default void aRefusedCallWasNeverSent(Shape shape) {
        assumeTrue(stage().wire().carries(shape), "the wire carries " + shape);
        MicroError full = MicroError.of("greeter", 503, "the server is full");
        stage().host().script(side -> side.socket().end(End.refused(full)));

        CallSide call = stage().call(shape).request(1).send("question");
        if (!shape.streamsRequests()) {
            call.end();
        }

        End end = call.told().awaitEnd();
        assertThat(end.error()).isEqualTo(full);
        assertThat(end.neverSent()).isTrue();
        assertThat(end.toException().neverSent()).isTrue();
        stage().callGoesWell("after the refusal");
    }

    @ParameterizedTest
    @EnumSource
    default void aServerMayAnswerAsItAccepts(Shape shape) {
        assumeTrue(stage().wire().carries(shape), "the wire carries " + shape);
        stage().host().script(side -> side.send("at once").end());

        CallSide call = stage().call(shape).request(1).send("question");
        if (!shape.streamsRequests()) {
            call.end();
        }

        assertThat(call.told().awaitEnd().error()).isNull();
        assertThat(call.told().messages()).containsExactly("at once");
        stage().callGoesWell("after the early answer");
    }

    @Test
    default void aServerMayEndAnUploadEarly() {
        assumeTrue(stage().wire().streams(), "the wire carries streams");
        CallSide call = stage().call(Shape.CLIENT_STREAM).request(1).send("one", "two");
        CallSide served = stage().served().request(1);
        served.told().awaitMessages(1);

        served.send("enough").end();

        assertThat(call.told().awaitEnd().error()).isNull();
        assertThat(call.told().messages()).containsExactly("enough");
        call.send("three").end();
        assertThat(served.told().awaitEnd().error()).isNull();
        stage().callGoesWell("after the upload");
    }

    @Test
    default void aServerMayEndAnUploadThatItNeverRead() {
        assumeTrue(stage().wire().streams(), "the wire carries streams");
        byte[] message = new byte[64 * 1024];
        CallSide call = stage().call(Shape.CLIENT_STREAM).request(1);
        for (int i = 0; i < 100; i++) {
            call.sendOne(message);
        }

        CallSide served = stage().served();
        served.fail(MicroError.of("greeter", 403, "not for you"));

        assertThat(call.told().awaitEnd().toException().code()).isEqualTo(403);
        stage().callGoesWell("after the upload");
    }

    @Test
    default void nothingHappensAfterTheEnd() {
        CallSide call = stage().call(Shape.UNARY).request(1).send("question").end();
        CallSide served = stage().served().request(1);
        served.told().awaitMessages(1);
        served.send("answer").end();
        End atClient = call.told().awaitEnd();
        End atServer = served.told().awaitEnd();

        call.request(1).send("more").end();
        call.cancel();
        served.request(1).send("more");
        served.fail(MicroError.of("greeter", 500, "too late"));
        served.cancel();
        stage().callGoesWell("after the end");

        assertThat(call.told().awaitEnd()).isSameAs(atClient);
        assertThat(served.told().awaitEnd()).isSameAs(atServer);
        assertThat(call.told().messages()).containsExactly("answer");
        assertThat(served.told().messages()).containsExactly("question");
    }

    @ParameterizedTest
    @EnumSource
    default void aCallToNobodyWasNeverSent(Shape shape) {
        assumeTrue(stage().wire().carries(shape), "the wire carries " + shape);
        var nobody = nobody();

        CallSide call = stage().call(nobody, shape).request(1).send("question").end();

        End end = call.told().awaitEnd();
        MicroException failure = end.toException();
        assertThat(failure.code()).isEqualTo(503);
        assertThat(failure.neverSent()).isTrue();
        assertThat(failure.detail()).contains(nobody.address());
        assertThat(end.origin()).isEqualTo(End.Origin.HERE);
        assertThat(end.trailers()).isEqualTo(Metadata.EMPTY);
        stage().callGoesWell("after the call to nobody");
    }
}
