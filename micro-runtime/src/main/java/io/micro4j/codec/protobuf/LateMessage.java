package io.micro4j.codec.protobuf;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import io.micro4j.codec.CodecException;
import io.micro4j.codec.Encoded;
import java.io.IOException;

/** A message that is written when its transport has a buffer for it. */
record LateMessage(MessageLite message, int size) implements Encoded {
    @Override
    public void writeTo(byte[] target, int offset) {
        CodedOutputStream out = CodedOutputStream.newInstance(target, offset, size);
        try {
            message.writeTo(out);
            out.checkNoSpaceLeft();
        } catch (IOException e) {
            throw new CodecException("Cannot write " + message.getClass().getName() + " as protobuf", e);
        }
    }

    @Override
    public String toString() {
        return "Encoded[" + size + " bytes]";
    }
}
