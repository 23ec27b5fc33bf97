package io.micro4j.registry.mdns;

import java.util.List;
import java.util.stream.Stream;

/** One packet. Immutable. Records of kinds that a registry does not need are left out when one is read. */
record DnsMessage(
        int id,
        int flags,
        List<DnsQuestion> questions,
        List<DnsRecord> answers,
        List<DnsRecord> authorities,
        List<DnsRecord> additionals) {
    private static final int RESPONSE = 0x8000;
    private static final int AUTHORITATIVE = 0x0400;

    DnsMessage {
        questions = List.copyOf(questions);
        answers = List.copyOf(answers);
        authorities = List.copyOf(authorities);
        additionals = List.copyOf(additionals);
    }

    static DnsMessage query(int id, DnsQuestion question) {
        return new DnsMessage(id, 0, List.of(question), List.of(), List.of(), List.of());
    }

    /** A question whether somebody else has what {@code claims} claim. */
    static DnsMessage probe(DnsQuestion question, List<DnsRecord> claims) {
        return new DnsMessage(0, 0, List.of(question), List.of(), claims, List.of());
    }

    /** go-micro drops a reply that does not repeat its question. */
    static DnsMessage reply(DnsQuestion question, List<DnsRecord> answers) {
        return new DnsMessage(0, RESPONSE | AUTHORITATIVE, List.of(question), answers, List.of(), List.of());
    }

    static DnsMessage announcement(List<DnsRecord> answers) {
        return new DnsMessage(0, RESPONSE, List.of(), answers, List.of(), List.of());
    }

    boolean isResponse() {
        return (flags & RESPONSE) != 0;
    }

    /** Returns what a response says, wherever it says it. */
    Stream<DnsRecord> said() {
        return Stream.concat(answers.stream(), additionals.stream());
    }
}
