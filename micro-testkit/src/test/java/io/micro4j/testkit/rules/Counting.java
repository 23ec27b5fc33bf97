package io.micro4j.testkit.rules;

import com.google.protobuf.Int32Value;
import com.google.protobuf.StringValue;
import io.micro4j.call.Endpoint;
import io.micro4j.codec.protobuf.ProtoType;

/** A service with one endpoint of each shape. */
final class Counting {
    static final ProtoType<Int32Value> NUMBER = ProtoType.of(Int32Value.getDefaultInstance());
    static final ProtoType<StringValue> TEXT = ProtoType.of(StringValue.getDefaultInstance());

    static final Endpoint<StringValue, StringValue> ECHO = Endpoint.unary("test.Counting", "Echo", TEXT, TEXT);
    static final Endpoint<Int32Value, Int32Value> COUNT =
            Endpoint.serverStream("test.Counting", "Count", NUMBER, NUMBER);
    static final Endpoint<Int32Value, Int32Value> SUM = Endpoint.clientStream("test.Counting", "Sum", NUMBER, NUMBER);
    static final Endpoint<Int32Value, Int32Value> DOUBLE =
            Endpoint.bidiStream("test.Counting", "Double", NUMBER, NUMBER);

    private Counting() {}

    static Int32Value number(int value) {
        return Int32Value.of(value);
    }

    static StringValue text(String value) {
        return StringValue.of(value);
    }
}
