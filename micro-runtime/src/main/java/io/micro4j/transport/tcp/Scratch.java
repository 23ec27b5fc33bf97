package io.micro4j.transport.tcp;

/** Where the connections of one loop put the next message together. */
final class Scratch {
    private final byte[] bytes = new byte[Frame.FRAGMENT];

    byte[] bytes() {
        return bytes;
    }
}
