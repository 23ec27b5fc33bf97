package io.micro4j.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micro4j.call.MessageType;
import io.micro4j.codec.Codec;
import io.micro4j.codec.CodecException;
import io.micro4j.codec.Codecs;
import io.micro4j.codec.Encoded;
import io.micro4j.codec.Marshaller;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every {@link Codec} must do. A codec's test extends this and gives messages to write and read. */
public abstract class CodecContract {
    private static final byte FILL = 0x55;

    /** For implementations. */
    protected CodecContract() {}

    /** Returns the codec. */
    protected abstract Codec codec();

    /** Returns a message of each kind that it writes. */
    protected abstract List<CodecSample<?>> samples();

    /** Returns a type that it does not support, or null if it supports all. */
    protected @Nullable MessageType<?> foreign() {
        return null;
    }

    /** Returns {@code message} as what it can be compared by, with what its type does not know left out. */
    protected Object known(Object message) {
        return message;
    }

    @Test
    void isFoundByItsContentType() {
        Codec found = Codecs.load().find(codec().contentType());

        assertThat(found).isNotNull().hasSameClassAs(codec());
        assertThat(codec().name()).isNotBlank();
    }

    @Test
    void refusesWhatItCannotWrite() {
        MessageType<?> foreign = foreign();
        if (foreign != null) {
            assertThat(codec().supports(foreign)).isFalse();
            CodecException refusal = refusal(() -> codec().marshaller(foreign));
            assertThat(refusal).hasMessageContaining(foreign.type().getTypeName());
        }
    }

    @TestFactory
    Stream<DynamicTest> supportsItsTypes() {
        return each(new Check() {
            @Override
            public <T> void of(CodecSample<T> sample, Marshaller<T> marshaller) {
                assertThat(codec().supports(sample.type())).isTrue();
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> readsWhatItWrote() {
        return each(new Check() {
            @Override
            public <T> void of(CodecSample<T> sample, Marshaller<T> marshaller) {
                assertThat(roundTrip(marshaller, sample.message())).isEqualTo(sample.message());
                assertThat(roundTrip(marshaller, sample.empty())).isEqualTo(sample.empty());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> readsNoBytesAsAnEmptyMessage() {
        return each(new Check() {
            @Override
            public <T> void of(CodecSample<T> sample, Marshaller<T> marshaller) {
                assertThat(marshaller.decode(new byte[0], 0, 0)).isEqualTo(sample.empty());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> passesOverWhatItDoesNotKnow() {
        return each(new Check() {
            @Override
            public <T> void of(CodecSample<T> sample, Marshaller<T> marshaller) {
                for (byte[] unknown : sample.unknown()) {
                    T message = marshaller.decode(unknown, 0, unknown.length);
                    assertThat(known(message)).isEqualTo(known(sample.message()));
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> saysWhatItCannotReadButNotWhatItSays() {
        return each(new Check() {
            @Override
            public <T> void of(CodecSample<T> sample, Marshaller<T> marshaller) {
                for (byte[] malformed : sample.malformed()) {
                    CodecException refusal = refusal(() -> marshaller.decode(malformed, 0, malformed.length));
                    assertThat(refusal)
                            .as("reading %s", new String(malformed, UTF_8))
                            .hasMessageContaining(sample.type().name())
                            .hasMessageContaining(malformed.length + " bytes");
                    for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
                        assertThat(String.valueOf(cause.getMessage())).doesNotContain(CodecSample.SECRET);
                    }
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> writesTheSameBytesEachTime() {
        return each(new Check() {
            @Override
            public <T> void of(CodecSample<T> sample, Marshaller<T> marshaller) {
                Encoded encoded = marshaller.encode(sample.message());

                byte[] once = encoded.toByteArray();

                assertThat(once).hasSize(encoded.size());
                assertThat(encoded.toByteArray()).isEqualTo(once);
                assertThat(marshaller.encode(sample.message()).toByteArray()).isEqualTo(once);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> writesAndReadsInTheMiddleOfAnArray() {
        return each(new Check() {
            @Override
            public <T> void of(CodecSample<T> sample, Marshaller<T> marshaller) {
                Encoded encoded = marshaller.encode(sample.message());
                int size = encoded.size();
                byte[] target = new byte[size + 20];
                Arrays.fill(target, FILL);

                encoded.writeTo(target, 7);

                assertThat(Arrays.copyOfRange(target, 0, 7)).containsOnly(FILL);
                assertThat(Arrays.copyOfRange(target, 7 + size, size + 20)).containsOnly(FILL);
                assertThat(Arrays.copyOfRange(target, 7, 7 + size)).isEqualTo(encoded.toByteArray());
                assertThat(marshaller.decode(target, 7, size)).isEqualTo(sample.message());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> holdsOnToNothingThatItRead() {
        return each(new Check() {
            @Override
            public <T> void of(CodecSample<T> sample, Marshaller<T> marshaller) {
                byte[] bytes = marshaller.encode(sample.message()).toByteArray();
                T message = marshaller.decode(bytes, 0, bytes.length);

                Arrays.fill(bytes, FILL);

                assertThat(message).isEqualTo(sample.message());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> writesAMessageThatMayChangeAtOnce() {
        return each(new Check() {
            @Override
            public <T> void of(CodecSample<T> sample, Marshaller<T> marshaller) {
                Consumer<T> change = sample.change();
                if (change != null) {
                    T message = roundTrip(marshaller, sample.message());
                    Encoded encoded = marshaller.encode(message);

                    change.accept(message);

                    byte[] written = encoded.toByteArray();
                    assertThat(message).isNotEqualTo(sample.message());
                    assertThat(marshaller.decode(written, 0, written.length)).isEqualTo(sample.message());
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> isSafeForUseByManyThreads() {
        return each(new Check() {
            @Override
            public <T> void of(CodecSample<T> sample, Marshaller<T> marshaller) {
                assertThat(IntStream.range(0, 2000).parallel().mapToObj(i -> roundTrip(marshaller, sample.message())))
                        .allSatisfy(message -> assertThat(message).isEqualTo(sample.message()));
            }
        });
    }

    private Stream<DynamicTest> each(Check check) {
        return samples().stream().map(sample -> DynamicTest.dynamicTest(sample.toString(), () -> apply(check, sample)));
    }

    private <T> void apply(Check check, CodecSample<T> sample) {
        check.of(sample, codec().marshaller(sample.type()));
    }

    private static <T> T roundTrip(Marshaller<T> marshaller, T message) {
        byte[] bytes = marshaller.encode(message).toByteArray();
        return marshaller.decode(bytes, 0, bytes.length);
    }

    private static CodecException refusal(Runnable action) {
        CodecException refusal = catchThrowableOfType(CodecException.class, action::run);
        assertThat(refusal).as("a refusal in words").isNotNull();
        return refusal;
    }

    /** What is looked at with each message. */
    private interface Check {
        <T> void of(CodecSample<T> sample, Marshaller<T> marshaller);
    }
}
