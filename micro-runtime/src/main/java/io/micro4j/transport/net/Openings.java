package io.micro4j.transport.net;

import io.micro4j.transport.net.Protocol.Fit;

/** Compares the first bytes of a connection with those of a protocol. */
public final class Openings {
    private Openings() {}

    /** Returns whether bytes {@code from} to {@code to} begin with {@code opening}. */
    public static Fit fit(byte[] opening, byte[] bytes, int from, int to) {
        int length = Math.min(to - from, opening.length);
        for (int i = 0; i < length; i++) {
            if (bytes[from + i] != opening[i]) {
                return Fit.NO;
            }
        }
        return length == opening.length ? Fit.YES : Fit.MAYBE;
    }
}
