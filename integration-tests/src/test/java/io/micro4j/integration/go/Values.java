package io.micro4j.integration.go;

import com.google.protobuf.Any;
import com.google.protobuf.BoolValue;
import com.google.protobuf.ByteString;
import com.google.protobuf.BytesValue;
import com.google.protobuf.Duration;
import com.google.protobuf.Empty;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Int64Value;
import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.StringValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** One message for each thing that a message can have in it. */
final class Values {
    /** A text of three scripts, one character of which takes four bytes. */
    static final String TEXT = "größer 日本語 🚀 \"quoted\" \\ <&> \t\n";

    private static final int THREE_MEBIBYTES = 3 * 1024 * 1024;

    private Values() {}

    /** Returns the messages, each under what is in it. */
    static Map<String, Everything> all() {
        Map<String, Everything> all = new LinkedHashMap<>();
        all.put("nothing at all", Everything.getDefaultInstance());
        all.put("every scalar", scalars());
        all.put("the largest numbers", largest());
        all.put("the smallest numbers", smallest());
        all.put("numbers that are not finite", infinite());
        all.put("text of many scripts", Everything.newBuilder().setAString(TEXT).build());
        all.put("every byte", Everything.newBuilder().setSomeBytes(everyByte()).build());
        all.put("an enum", Everything.newBuilder().setColor(Color.DEEP_BLUE).build());
        all.put("nested messages", nested());
        all.put("an optional that is 0", Everything.newBuilder().setMaybe(0).build());
        all.put("repeated fields", repeated());
        all.put("maps", maps());
        all.put("a oneof of text", Everything.newBuilder().setText("").build());
        all.put("a oneof of a number", Everything.newBuilder().setNumber(7).build());
        all.put("a oneof of a message", Everything.newBuilder().setTick(tick(3)).build());
        all.put("timestamp and duration", time());
        all.put("struct and value", struct());
        all.put("field mask", mask());
        all.put("wrappers", wrappers());
        all.put(
                "google.protobuf.Empty",
                Everything.newBuilder().setEmpty(Empty.getDefaultInstance()).build());
        all.put("any", Everything.newBuilder().setAny(Any.pack(tick(5))).build());
        all.put(
                "3 MiB",
                Everything.newBuilder()
                        .setAString("0123456789abcdef".repeat(THREE_MEBIBYTES / 16))
                        .build());
        return all;
    }

    static Everything scalars() {
        return Everything.newBuilder()
                .setADouble(1.5e-7)
                .setAFloat(-2.25f)
                .setAnInt32(-32)
                .setAnInt64(-64)
                .setAUint32(32)
                .setAUint64(64)
                .setASint32(-33)
                .setASint64(-65)
                .setAFixed32(34)
                .setAFixed64(66)
                .setASfixed32(-35)
                .setASfixed64(-67)
                .setABool(true)
                .setAString("text")
                .setSomeBytes(ByteString.copyFromUtf8("bytes"))
                .build();
    }

    private static Everything largest() {
        return Everything.newBuilder()
                .setADouble(Double.MAX_VALUE)
                .setAFloat(Float.MAX_VALUE)
                .setAnInt32(Integer.MAX_VALUE)
                .setAnInt64(Long.MAX_VALUE)
                .setAUint32(-1)
                .setAUint64(-1)
                .setASint32(Integer.MAX_VALUE)
                .setASint64(Long.MAX_VALUE)
                .setAFixed32(-1)
                .setAFixed64(-1)
                .setASfixed32(Integer.MAX_VALUE)
                .setASfixed64(Long.MAX_VALUE)
                .build();
    }

    private static Everything smallest() {
        return Everything.newBuilder()
                .setADouble(Double.MIN_VALUE)
                .setAFloat(Float.MIN_VALUE)
                .setAnInt32(Integer.MIN_VALUE)
                .setAnInt64(Long.MIN_VALUE)
                .setASint32(Integer.MIN_VALUE)
                .setASint64(Long.MIN_VALUE)
                .setASfixed32(Integer.MIN_VALUE)
                .setASfixed64(Long.MIN_VALUE)
                .build();
    }

    private static Everything infinite() {
        return Everything.newBuilder()
                .setADouble(Double.NEGATIVE_INFINITY)
                .setAFloat(Float.NaN)
                .build();
    }

    private static ByteString everyByte() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return ByteString.copyFrom(bytes);
    }

    private static Everything nested() {
        Everything inner = Everything.newBuilder().setAString("innermost").build();
        for (int depth = 0; depth < 5; depth++) {
            inner = Everything.newBuilder().setAnInt32(depth).setNested(inner).build();
        }
        return inner;
    }

    private static Everything repeated() {
        return Everything.newBuilder()
                .addNumbers(0)
                .addNumbers(-1)
                .addNumbers(Integer.MAX_VALUE)
                .addStrings("")
                .addStrings(TEXT)
                .addColors(Color.RED)
                .addColors(Color.COLOR_UNSPECIFIED)
                .addTicks(tick(1))
                .addTicks(Tick.getDefaultInstance())
                .addBlobs(ByteString.EMPTY)
                .addBlobs(everyByte())
                .build();
    }

    private static Everything maps() {
        return Everything.newBuilder()
                .putByName("", 0)
                .putByName("größer", -1)
                .putByNumber(Long.MIN_VALUE, tick(1))
                .putByNumber(0, Tick.getDefaultInstance())
                .putByTruth(true, "yes")
                .putByTruth(false, "")
                .build();
    }

    private static Everything time() {
        return Everything.newBuilder()
                .setAt(Timestamp.newBuilder().setSeconds(1_795_000_000).setNanos(123_456_789))
                .setLasting(Duration.newBuilder().setSeconds(-3).setNanos(-500_000_000))
                .build();
    }

    private static Everything struct() {
        Value list = Value.newBuilder()
                .setListValue(ListValue.newBuilder()
                        .addValues(Value.newBuilder().setNumberValue(1.5))
                        .addValues(Value.newBuilder().setNullValue(NullValue.NULL_VALUE)))
                .build();
        return Everything.newBuilder()
                .setStruct(Struct.newBuilder()
                        .putFields("list", list)
                        .putFields("yes", Value.newBuilder().setBoolValue(true).build()))
                .setValue(Value.newBuilder().setStringValue(TEXT))
                .build();
    }

    private static Everything mask() {
        return Everything.newBuilder()
                .setMask(FieldMask.newBuilder().addPaths("a_string").addPaths("nested.a_bool"))
                .build();
    }

    private static Everything wrappers() {
        return Everything.newBuilder()
                .setWrappedString(StringValue.of(""))
                .setWrappedInt64(Int64Value.of(Long.MAX_VALUE))
                .setWrappedBool(BoolValue.of(false))
                .setWrappedBytes(BytesValue.of(everyByte()))
                .build();
    }

    private static Tick tick(long number) {
        return Tick.newBuilder().setNumber(number).setText("tick").build();
    }
}
