package io.micro4j.service;

import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * Two options that are surely not meant together. {@code docs/options.md} lists them.
 *
 * @param one the variable of the first; where it chooses a part that was handed over as an object, there is no conflict
 * @param other the variable of the second
 * @param isThere whether they are said so
 * @param advice what is wrong with that, and what to do
 */
record Conflict(String one, String other, BiPredicate<Outside, Chosen> isThere, String advice) {
    private static final Set<String> OF_ONE_WIRE = Set.of("grpc", "tcp");
    private static final Set<String> WITHOUT_REGISTRY = Set.of("named", "static");
    private static final Set<String> WITHOUT_ADDRESS = Set.of("mdns", "local", "memory");

    /** Never there in what was chosen, which cannot be made with it: {@link Outside#over} finds it on the way. */
    static final Conflict OF_REGISTRATION = new Conflict(
            "MICRO_REGISTER_TTL",
            "MICRO_REGISTER_INTERVAL",
            (outside, chosen) -> false,
            "a node would go between two renewals; make the interval shorter, or the ttl longer");

    static final List<Conflict> ALL = Stream.concat(
                    Stream.of(
                            OF_REGISTRATION,
                            new Conflict(
                                    "MICRO_TRANSPORT",
                                    "MICRO_TRANSPORT_WIRES",
                                    (outside, chosen) -> OF_ONE_WIRE.contains(chosen.transportName())
                                            && !chosen.transport().wires().contains(chosen.transportName()),
                                    "calls are to go by a wire that is not to be spoken; add it to the wires, or leave one of the two out"),
                            new Conflict(
                                    "MICRO_SELECTOR",
                                    "MICRO_SELECTOR_FILTERS",
                                    (outside, chosen) -> WITHOUT_REGISTRY.contains(chosen.selectorName())
                                            && !chosen.selector().filters().isEmpty(),
                                    "a selector without a registry has no nodes to filter; leave the filters out, or choose random, round-robin or least-loaded"),
                            new Conflict(
                                    "MICRO_REGISTRY",
                                    "MICRO_REGISTRY_ADDRESS",
                                    (outside, chosen) -> WITHOUT_ADDRESS.contains(chosen.registryName())
                                            && !chosen.registry().addresses().isEmpty(),
                                    "this registry is at no address; choose the one that is there, or leave the address out"),
                            new Conflict(
                                    "MICRO_BROKER",
                                    "MICRO_BROKER_ADDRESS",
                                    (outside, chosen) -> chosen.brokerName().equals("memory")
                                            && !chosen.broker().addresses().isEmpty(),
                                    "this broker is at no address; choose the one that is there, or leave the address out")),
                    Stream.of("CERT_FILE", "KEY_FILE", "CA_FILE", "CLIENT_CERTIFICATES", "SERVER_NAME")
                            .map(name -> ofTls("MICRO_TLS_" + name)))
            .toList();

    /** A place above may turn off what one below has set up; else nobody would know that nothing is encrypted. */
    private static Conflict ofTls(String variable) {
        return new Conflict(
                "MICRO_TLS",
                variable,
                (outside, chosen) -> chosen.transport().tls() == null && outside.isSaidBeside("MICRO_TLS", variable),
                "nothing would be encrypted; leave one of the two out, or say the first in a place that wins over the other's");
    }
}
