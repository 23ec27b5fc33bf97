package io.micro4j.transport.tls;

import io.micro4j.transport.Tls;
import io.micro4j.transport.TransportException;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** What the files of a {@link Tls} held when they were read, ready for connections. Immutable. */
final class Credentials {
    private final @Nullable PemFile certificate;
    private final @Nullable PemFile key;
    private final @Nullable PemFile trust;
    private final SslContext client;
    private final @Nullable SslContext server;

    /**
     * Reads the files.
     *
     * @throws TransportException if one of them is not there or cannot be used
     */
    Credentials(Tls tls) {
        certificate = tls.certificate() == null ? null : PemFile.read(tls.certificate(), "certificate");
        key = tls.key() == null ? null : PemFile.read(tls.key(), "private key");
        trust = tls.trust() == null ? null : PemFile.read(tls.trust(), "certificates to trust");
        if ((certificate == null) != (key == null)) {
            throw new TransportException(
                    certificate == null
                            ? "TLS: there is a private key, " + tls.key() + ", but no certificate; give both or none"
                            : "TLS: there is a certificate, " + tls.certificate()
                                    + ", but no private key; give both or none",
                    null);
        }
        SslContextBuilder forClient = SslContextBuilder.forClient();
        SslContextBuilder forServer = null;
        if (certificate != null && key != null) {
            X509Certificate[] chain = certificate.certificates();
            PrivateKey secret = key.privateKey(chain[0].getPublicKey());
            requirePair(secret, chain[0]);
            forClient.keyManager(secret, chain);
            forServer = SslContextBuilder.forServer(secret, chain)
                    .clientAuth(tls.clientCertificates() ? ClientAuth.REQUIRE : ClientAuth.NONE);
        }
        client = build(forClient.endpointIdentificationAlgorithm("HTTPS"));
        server = forServer == null ? null : build(forServer);
    }

    SslContext forClients() {
        return client;
    }

    SSLContext clientContext() {
        return ((JdkSslContext) client).context();
    }

    /** Returns who is believed, for those who ask apart from a handshake. */
    X509TrustManager trusted() {
        try {
            KeyStore store = null;
            if (trust != null) {
                store = KeyStore.getInstance(KeyStore.getDefaultType());
                store.load(null, null);
                for (X509Certificate each : trust.certificates()) {
                    store.setCertificateEntry(String.valueOf(store.size()), each);
                }
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return Stream.of(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
        } catch (GeneralSecurityException | IOException e) {
            throw new TransportException("TLS cannot be set up with " + this + ": " + e.getMessage(), e);
        }
    }

    /** Returns what servers encrypt with; null without a certificate. */
    @Nullable
    SslContext forServers() {
        return server;
    }

    /** Returns whether the files hold now what they held then. */
    boolean areCurrent() {
        return Stream.of(certificate, key, trust).filter(Objects::nonNull).allMatch(PemFile::isCurrent);
    }

    private SslContext build(SslContextBuilder builder) {
        try {
            if (trust != null) {
                builder.trustManager(trust.certificates());
            }
            return builder.sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new TransportException("TLS cannot be set up with " + this + ": " + e.getMessage(), e);
        }
    }

    /** What is signed with the key must be what the certificate can prove: else each handshake would fail, and say nothing that helps. */
    private void requirePair(PrivateKey secret, X509Certificate certificate) {
        byte[] signed = certificate.getSignature();
        try {
            Signature signature = Signature.getInstance(
                    switch (secret.getAlgorithm()) {
                        case "EC" -> "SHA256withECDSA";
                        case "RSA" -> "SHA256withRSA";
                        default -> secret.getAlgorithm();
                    });
            signature.initSign(secret);
            signature.update(signed);
            byte[] proof = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(signed);
            if (signature.verify(proof)) {
                return;
            }
        } catch (GeneralSecurityException e) {
            throw new TransportException(
                    "TLS: the private key cannot be used: " + e.getMessage() + " (" + this + ")", e);
        }
        throw new TransportException(
                "TLS: the private key does not belong to the certificate (" + this + "). Was only one of them renewed?",
                null);
    }

    @Override
    public String toString() {
        return "Credentials[" + certificate + ", " + key + ", " + trust + "]";
    }
}
