package io.micro4j.transport;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How connections are encrypted, and who is believed. Every connection of a transport is then TLS 1.3 or 1.2: nothing in a registry says so of a
 * node, so both sides have to be told. Immutable; change one with {@code withSomething(…)}.
 *
 * <p>Files are PEM, as tools that make certificates write them. They are read again while the process runs: a renewed certificate is used for the
 * connections that follow, and files that cannot be used are reported in the log while the last good ones go on being used.
 *
 * @param certificate a chain of certificates, one's own first; a server needs one, a client only for servers that ask
 * @param key the private key that belongs to it, PKCS #8 ({@code BEGIN PRIVATE KEY}) without a password
 * @param trust the certificates of those who may vouch for a peer; the JVM's own unless said
 * @param clientCertificates whether a server takes only clients that have a certificate
 * @param serverName the name that a server's certificate must be for, as registries hold addresses; the host that is dialled unless said
 * @param reloadInterval how often the files are looked at
 */
public record Tls(
        @Nullable Path certificate,
        @Nullable Path key,
        @Nullable Path trust,
        boolean clientCertificates,
        @Nullable String serverName,
        Duration reloadInterval) {
    /** A URL, several words, or a host with its port; IPv6 addresses have more colons. */
    private static final Pattern NO_NAME = Pattern.compile(".*[/\\s].*|[^:]*:[^:]*");

    /** No certificate of its own, trusts whom the JVM trusts, looks at its files every 10 s. */
    public static final Tls DEFAULT = new Tls(null, null, null, false, null, Duration.ofSeconds(10));

    public Tls {
        if (serverName != null && serverName.isBlank()) {
            throw new IllegalArgumentException(
                    "serverName is blank; leave it out, or give the name in the certificate");
        }
        if (serverName != null && NO_NAME.matcher(serverName).matches()) {
            throw new IllegalArgumentException("serverName is \"" + serverName
                    + "\"; give the name in the certificate alone, as greeter.internal");
        }
        if (requireNonNull(reloadInterval, "reloadInterval").isNegative() || reloadInterval.isZero()) {
            throw new IllegalArgumentException(
                    "reloadInterval is " + reloadInterval + "; it must be longer than nothing");
        }
    }

    /** Returns these with a certificate of one's own. */
    public Tls withCertificate(Path certificate, Path key) {
        return new Tls(
                requireNonNull(certificate, "certificate"),
                requireNonNull(key, "key"),
                trust,
                clientCertificates,
                serverName,
                reloadInterval);
    }

    /** Returns these with others to vouch for a peer. */
    public Tls withTrust(Path trust) {
        return new Tls(
                certificate, key, requireNonNull(trust, "trust"), clientCertificates, serverName, reloadInterval);
    }

    /** Returns these for a server that takes only clients with a certificate, or any. */
    public Tls withClientCertificates(boolean clientCertificates) {
        return new Tls(certificate, key, trust, clientCertificates, serverName, reloadInterval);
    }

    /** Returns these with the name that a server's certificate must be for. */
    public Tls withServerName(String serverName) {
        return new Tls(
                certificate, key, trust, clientCertificates, requireNonNull(serverName, "serverName"), reloadInterval);
    }

    /** Returns these with another time between two looks at the files. */
    public Tls withReloadInterval(Duration reloadInterval) {
        return new Tls(certificate, key, trust, clientCertificates, serverName, reloadInterval);
    }
}
