package io.micro4j.registry.mdns;

/** go-micro's names in DNS: {@code greeter-1.greeter.micro} and what is around it. */
final class MdnsNames {
    private static final String DOMAIN = "micro";
    /** Lists the services: {@code greeter._services.micro}. */
    static final String SERVICES = "_services." + DOMAIN;
    /** Lists them for those who look for services of any kind (RFC 6763, section 9). */
    static final String SERVICE_TYPES = "_services._dns-sd._udp." + DOMAIN;

    private MdnsNames() {}

    static String service(String service) {
        return DnsName.of(service) + "." + DOMAIN;
    }

    static String instance(String node, String service) {
        return DnsName.of(node) + "." + service(service);
    }

    /** Returns the id of the node that is called {@code instance}, or an empty string if it is none of {@code service}. */
    static String node(String instance, String service) {
        return before(instance, "." + service(service));
    }

    /** Returns the service that is listed as {@code instance}, or an empty string. */
    static String listed(String instance) {
        return before(instance, "." + SERVICES);
    }

    private static String before(String instance, String end) {
        return instance.endsWith(end) ? DnsName.plain(instance.substring(0, instance.length() - end.length())) : "";
    }
}
