package io.micro4j.testkit.tls;

import io.micro4j.transport.Tls;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import javax.net.ssl.TrustManager;

/** Certificates of a test, in files of its own. */
final class Certificates {
    private final Path directory;
    private final X509Bundle authority;

    Certificates(Path directory) {
        this.directory = directory;
        this.authority = authority("micro tests");
        write("ca.pem", authority.getCertificatePEM());
    }

    /** Returns TLS that trusts the authority of this test and has no certificate. */
    Tls trusting() {
        return Tls.DEFAULT.withTrust(file("ca.pem"));
    }

    /** Returns TLS that has a certificate for 127.0.0.1 and for {@code greeter.internal}, and trusts the authority that issued it. */
    Tls issued(String name) {
        return issued(name, builder -> builder);
    }

    /** Returns the same with a certificate that is changed. */
    Tls issued(String name, UnaryOperator<CertificateBuilder> change) {
        issue(name, authority, change);
        return tls(name);
    }

    /** Returns the same with a certificate of somebody whom nobody trusts. */
    Tls issuedByOthers(String name) {
        issue(name, authority("others"), builder -> builder);
        return tls(name);
    }

    /** Returns what trusts the authority of this test, for others than ours. */
    TrustManager trustManager() {
        return authority.toTrustManager();
    }

    private Tls tls(String name) {
        return trusting().withCertificate(file(name + ".pem"), file(name + ".key"));
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    static CertificateBuilder expired(CertificateBuilder builder) {
        return builder.notBefore(ago(30)).notAfter(ago(1));
    }

    static CertificateBuilder notYet(CertificateBuilder builder) {
        return builder.notBefore(ago(-1)).notAfter(ago(-30));
    }

    private void issue(String name, X509Bundle by, UnaryOperator<CertificateBuilder> change) {
        try {
            X509Bundle issued = change.apply(new CertificateBuilder()
                            .ecp256()
                            .subject("CN=" + name)
                            .notBefore(ago(10))
                            .notAfter(ago(-10))
                            .addSanIpAddress("127.0.0.1")
                            .addSanDnsName("greeter.internal"))
                    .buildIssuedBy(by);
            write(name + ".pem", issued.getCertificatePathPEM());
            write(name + ".key", issued.getPrivateKeyPEM());
        } catch (Exception e) {
            throw new AssertionError("no certificate could be made", e);
        }
    }

    private static X509Bundle authority(String name) {
        try {
            return new CertificateBuilder()
                    .ecp256()
                    .subject("CN=" + name)
                    .setIsCertificateAuthority(true)
                    .notBefore(ago(10))
                    .notAfter(ago(-10))
                    .buildSelfSigned();
        } catch (Exception e) {
            throw new AssertionError("no certificate could be made", e);
        }
    }

    private static Instant ago(int days) {
        return Instant.now().minus(Duration.ofDays(days));
    }

    private void write(String name, String text) {
        try {
            Files.writeString(file(name), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
