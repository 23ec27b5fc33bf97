package io.micro4j.codec;

/** A message that was written already. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record EncodedBytes(byte[] bytes) implements Encoded {
    @Override
    public int size() {
        return bytes.length;
    }

    @Override
    public void writeTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, bytes.length);
    }

    @Override
    public String toString() {
        return "Encoded[" + bytes.length + " bytes]";
    }
}
