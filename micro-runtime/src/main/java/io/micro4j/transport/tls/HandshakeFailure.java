package io.micro4j.transport.tls;

import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why two sides did not agree, and what to do. */
public final class HandshakeFailure extends IOException {
    private static final long serialVersionUID = 1L;
    private static final String ALERT = "Received fatal alert: ";

    /** RFC 8446, section 6.2: what a server says of a client's certificate. */
    private static final Set<String> OF_CERTIFICATES = Set.of(
            "access_denied",
            "bad_certificate",
            "certificate_expired",
            "certificate_required",
            "certificate_revoked",
            "certificate_unknown",
            "unknown_ca",
            "unsupported_certificate");

    private static final String NO_CERTIFICATE =
            "Empty client certificate chain"; // the JDK's words, it has no type for this

    private HandshakeFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** Says why a handshake with the server {@code peer} failed. */
    static HandshakeFailure of(Throwable cause, String peer) {
        return new HandshakeFailure("no TLS with " + peer + ": " + words(cause, peer), cause);
    }

    /** Says why a handshake with the client {@code peer} failed. */
    public static HandshakeFailure ofClient(Throwable cause, String peer) {
        return new HandshakeFailure("no TLS with the client " + peer + ": " + clientWords(cause, peer), cause);
    }

    /**
     * Returns the failure behind what a connection met on which the peer has said nothing yet; null if it is none. With TLS 1.3 a client takes a
     * handshake for done before the server has looked at its certificate; other alerts may follow a request that was handled.
     */
    public static @Nullable HandshakeFailure late(Throwable cause, String peer) {
        String said = cause instanceof SSLException ? String.valueOf(cause.getMessage()) : "";
        int alert = said.indexOf(ALERT);
        return alert >= 0
                        && OF_CERTIFICATES.contains(
                                said.substring(alert + ALERT.length()).toLowerCase(Locale.ROOT))
                ? of(cause, peer)
                : null;
    }

    private static String clientWords(Throwable failure, String peer) {
        String said = rootMessage(failure);
        if (said.contains(NO_CERTIFICATE)) {
            return "it shows no certificate, and this port asks for one. Give it MICRO_TLS_CERT_FILE and MICRO_TLS_KEY_FILE";
        }
        int alert = said.indexOf(ALERT);
        if (alert < 0) {
            return words(failure, peer);
        }
        String name = said.substring(alert + ALERT.length()).toLowerCase(Locale.ROOT);
        return switch (name) {
            case "bad_certificate", "certificate_unknown", "unknown_ca", "certificate_expired" ->
                "it does not believe our certificate (" + name
                        + "). It must trust the issuer, and the certificate be for the address that it calls and not expired";
            default -> alert(name);
        };
    }

    private static String words(Throwable failure, String peer) {
        CertificateException date = find(failure, CertificateExpiredException.class);
        if (date != null) {
            return "its certificate has expired (" + date.getMessage() + "). Renew it";
        }
        date = find(failure, CertificateNotYetValidException.class);
        if (date != null) {
            return "its certificate is not valid yet (" + date.getMessage() + "). Is a clock wrong?";
        }
        CertPathValidatorException invalid = find(failure, CertPathValidatorException.class);
        if (invalid != null && invalid.getReason() == BasicReason.ALGORITHM_CONSTRAINED) {
            return "its certificate is made in a way that this JVM holds for too weak (" + rootMessage(failure)
                    + "). Issue one with a longer key or another signature";
        }
        if (find(failure, CertPathBuilderException.class) != null || invalid != null) {
            return "nobody who is trusted here vouches for its certificate (" + rootMessage(failure)
                    + "). Trust its issuer: MICRO_TLS_CA_FILE or Tls.withTrust";
        }
        if (find(failure, NotSslRecordException.class) != null) {
            return "it does not speak TLS. Turn TLS on there, or off here";
        }
        if (find(failure, SslHandshakeTimeoutException.class) != null) {
            return "it did not finish the handshake in time. Does it speak TLS?";
        }
        if (find(failure, ClosedChannelException.class) != null) {
            return "it closed the connection during the handshake. Does it speak TLS?";
        }
        return byMessage(failure, peer);
    }

    private static String byMessage(Throwable failure, String peer) {
        String said = rootMessage(failure);
        int alert = said.indexOf(ALERT);
        if (alert >= 0) {
            return alert(said.substring(alert + ALERT.length()).toLowerCase(Locale.ROOT));
        }
        if (isWrongName(failure)) {
            return "its certificate is for others (" + said + "). Issue one for " + peer
                    + ", or name the one to expect: MICRO_TLS_SERVER_NAME or Tls.withServerName";
        }
        return said;
    }

    /** RFC 8446, section 6.2. */
    private static String alert(String name) {
        return switch (name) {
            case "certificate_required", "bad_certificate", "certificate_unknown", "unsupported_certificate" ->
                "it refuses our certificate (" + name
                        + "). Does it ask for one? Name yours: MICRO_TLS_CERT_FILE and MICRO_TLS_KEY_FILE or Tls.withCertificate";
            case "unknown_ca" ->
                "it does not trust who vouches for our certificate (unknown_ca). Have ours issued by whom it trusts, or make it trust them";
            case "certificate_expired" -> "our certificate has expired (certificate_expired). Renew it";
            case "protocol_version" ->
                "it speaks no version of TLS that is spoken here, which are 1.3 and 1.2 (protocol_version), or no TLS on this port";
            case "handshake_failure" ->
                "both sides have no cipher or kind of certificate in common, or it wants a certificate of ours (handshake_failure)";
            case "no_application_protocol" ->
                "it speaks another protocol than the one that was asked for (no_application_protocol). Pin another wire";
            default -> "it said " + name;
        };
    }

    /** The JDK has no type for this one. */
    private static boolean isWrongName(Throwable failure) {
        Throwable cause = find(failure, CertificateException.class);
        String message = cause == null ? "" : String.valueOf(cause.getMessage());
        return message.contains("subject alternative") || message.contains("No name matching");
    }

    private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
