package io.micro4j.codec.json;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.micro4j.codec.CodecException;
import io.micro4j.codec.Marshaller;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JSON as generated code reads it. What was read is written, and read again, as the same. */
final class JsonFormFuzzTest {
    private static final JsonForm<List<Optional<Instant>>> TIMES =
            JsonForms.list(JsonForms.optional(JsonForms.INSTANT));
    private static final JsonForm<Map<String, List<Thing>>> THINGS =
            JsonForms.map(JsonForms.STRING, JsonForms.list(new ThingForm()));

    private record Thing(String text, long number, double fraction, BigDecimal big, List<Optional<Instant>> times) {}

    private final Marshaller<Thing> json = new JsonCodec().marshaller(JsonType.of(Thing.class, new ThingForm()));

    @FuzzTest(maxDuration = "20s")
    void readsOrRefuses(byte[] bytes) {
        Thing thing;
        try {
            thing = json.decode(bytes, 0, bytes.length);
        } catch (CodecException refused) {
            return;
        }
        byte[] written;
        try {
            written = json.encode(thing).toByteArray();
        } catch (CodecException beyondRfc3339) {
            return; // a time with an offset that leads out of the years that it has
        }
        if (!json.decode(written, 0, written.length).equals(thing)) {
            throw new AssertionError("What was read is written as something else");
        }
    }

    /** As it is generated. */
    private static final class ThingForm implements JsonForm<Thing> {
        private static final JsonFields FIELDS = JsonFields.of("text", "number", "fraction", "big", "times", "things");

        @Override
        public void write(JsonOut out, Thing value) {
            out.beginObject();
            out.field(FIELDS, 0);
            out.value(value.text());
            out.field(FIELDS, 1);
            out.value(value.number());
            out.field(FIELDS, 2);
            out.value(value.fraction());
            out.field(FIELDS, 3);
            out.value(JsonForms.BIG_DECIMAL, value.big());
            out.field(FIELDS, 4);
            out.value(TIMES, value.times());
            out.endObject();
        }

        @Override
        public Thing read(JsonIn in) {
            String text = "";
            long number = 0;
            double fraction = 0;
            BigDecimal big = BigDecimal.ZERO;
            List<Optional<Instant>> times = List.of();
            in.beginObject();
            for (int field = in.nextField(FIELDS); field >= 0; field = in.nextField(FIELDS)) {
                switch (field) {
                    case 0 -> text = in.stringValue();
                    case 1 -> number = in.longValue();
                    case 2 -> fraction = in.doubleValue();
                    case 3 -> big = in.value(JsonForms.BIG_DECIMAL);
                    case 4 -> times = in.value(TIMES);
                    default -> in.value(THINGS);
                }
            }
            return new Thing(text, number, fraction, big == null ? BigDecimal.ZERO : big, times);
        }
    }
}
