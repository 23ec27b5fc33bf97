package io.micro4j.testkit.rules;

import io.micro4j.call.Shape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same for streams, at some bytes, and at every byte where slow tests run. */
abstract class StreamCutContract extends CutContract {
    private static final int FEW = 13;

    @ParameterizedTest
    @EnumSource(names = "UNARY", mode = EnumSource.Mode.EXCLUDE)
    final void ofStreamsOnTheWayToTheServer(Shape shape) throws Exception {
        cut(shape, true, FEW);
    }

    @ParameterizedTest
    @EnumSource(names = "UNARY", mode = EnumSource.Mode.EXCLUDE)
    final void ofStreamsOnTheWayBack(Shape shape) throws Exception {
        cut(shape, false, FEW);
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(names = "UNARY", mode = EnumSource.Mode.EXCLUDE)
    final void ofStreamsAtEveryByteToTheServer(Shape shape) throws Exception {
        cut(shape, true, 1);
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(names = "UNARY", mode = EnumSource.Mode.EXCLUDE)
    final void ofStreamsAtEveryByteBack(Shape shape) throws Exception {
        cut(shape, false, 1);
    }
}
