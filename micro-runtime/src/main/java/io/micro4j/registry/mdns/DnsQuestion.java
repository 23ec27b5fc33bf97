package io.micro4j.registry.mdns;

/**
 * What a DNS message asks. Immutable.
 *
 * @param name without the last dot
 * @param type one of {@link DnsRecord}'s types, or any other number
 */
record DnsQuestion(String name, int type) {
    static final int ANY = 255;

    /** Returns whether records of {@code type} answer it. */
    boolean wants(int type) {
        return this.type == ANY || this.type == type;
    }
}
