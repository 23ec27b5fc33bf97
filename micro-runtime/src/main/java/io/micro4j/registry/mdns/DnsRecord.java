package io.micro4j.registry.mdns;

import java.net.Inet4Address;
import java.net.InetAddress;

/** What a DNS message says: the four kinds that a registry needs. Immutable. */
sealed interface DnsRecord {
    int A = 1;
    int PTR = 12;
    int TXT = 16;
    int AAAA = 28;
    int SRV = 33;

    /** Returns whose record it is, without the last dot. */
    String name();

    /** Returns for how many seconds it holds; 0 says that it does not any more. */
    long ttl();

    /** Returns the number of its kind. */
    int type();

    /** One name leads to another. */
    record Pointer(String name, long ttl, String target) implements DnsRecord {
        @Override
        public int type() {
            return PTR;
        }
    }

    /** Where an instance listens. */
    record Server(String name, long ttl, int priority, int weight, int port, String host) implements DnsRecord {
        @Override
        public int type() {
            return SRV;
        }
    }

    /** What an instance says of itself. On the wire in strings of at most 255 bytes; here as one, a character a byte. */
    record Text(String name, long ttl, String text) implements DnsRecord {
        @Override
        public int type() {
            return TXT;
        }
    }

    /** Where a host is. */
    record Address(String name, long ttl, InetAddress address) implements DnsRecord {
        @Override
        public int type() {
            return address instanceof Inet4Address ? A : AAAA;
        }
    }
}
