package io.micro4j.testkit.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micro4j.call.MicroException;
import io.micro4j.testkit.LogLines;
import io.micro4j.transport.Tls;
import io.micro4j.transport.TransportException;
import io.micro4j.transport.TransportOptions;
import io.netty.pkitesting.CertificateBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is believed, and what is said where somebody is not. */
@Timeout(60)
final class TlsTest {
    private @TempDir Path directory;
    private Certificates certificates;

    @BeforeEach
    void certify() {
        certificates = new Certificates(directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "grpc", "tcp"})
    void whoTrustsTheIssuerCalls(String wire) {
        try (EncryptedPair pair = new EncryptedPair(wire, certificates.issued("server"))) {
            assertThat(pair.call(certificates.trusting())).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "grpc", "tcp"})
    void bothSidesMayShowCertificates(String wire) {
        Tls server = certificates.issued("server").withClientCertificates(true);
        try (EncryptedPair pair = new EncryptedPair(wire, server)) {
            assertThat(pair.call(certificates.issued("client"))).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "grpc", "tcp"})
    void keysOfRsaServeToo(String wire) {
        try (EncryptedPair pair = new EncryptedPair(wire, certificates.issued("server", CertificateBuilder::rsa2048))) {
            assertThat(pair.call(certificates.trusting())).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "grpc", "tcp"})
    void anUnknownIssuerIsNotBelieved(String wire) {
        assertRefused(
                wire,
                certificates.issuedByOthers("server"),
                certificates.trusting(),
                "nobody who is trusted here vouches for its certificate",
                "MICRO_TLS_CA_FILE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "grpc", "tcp"})
    void theJvmTrustsNoIssuerOfOurs(String wire) {
        assertRefused(wire, certificates.issued("server"), Tls.DEFAULT, "nobody who is trusted here vouches");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "grpc", "tcp"})
    void aCertificateThatHasExpiredIsNotBelieved(String wire) {
        assertRefused(
                wire,
                certificates.issued("server", Certificates::expired),
                certificates.trusting(),
                "its certificate has expired",
                "Renew it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "grpc", "tcp"})
    void aCertificateOfTomorrowIsNotBelieved(String wire) {
        assertRefused(
                wire,
                certificates.issued("server", Certificates::notYet),
                certificates.trusting(),
                "not valid yet",
                "Is a clock wrong?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "grpc", "tcp"})
    void aCertificateForAnotherHostIsNotBelieved(String wire) {
        try (EncryptedPair pair = new EncryptedPair(wire, certificates.issued("server", TlsTest::elsewhere))) {
            assertThatThrownBy(() -> pair.call(certificates.trusting()))
                    .hasMessageContaining("its certificate is for others")
                    .hasMessageContaining("Issue one for " + pair.address())
                    .hasMessageContaining("MICRO_TLS_SERVER_NAME");
            assertThat(pair.call(certificates.trusting().withServerName("elsewhere.internal")))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "grpc", "tcp"})
    void aClientWithoutACertificateIsTurnedAway(String wire) {
        assertRefused(
                wire,
                certificates.issued("server").withClientCertificates(true),
                certificates.trusting(),
                "it refuses our certificate",
                "MICRO_TLS_CERT_FILE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "grpc", "tcp"})
    void aClientOfAnUnknownIssuerIsTurnedAway(String wire) {
        assertRefused(
                wire,
                certificates.issued("server").withClientCertificates(true),
                certificates.issuedByOthers("client"),
                "our certificate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "grpc", "tcp"})
    void aServerWithoutTlsIsNamed(String wire) {
        assertRefused(wire, null, certificates.trusting(), "no TLS on this port");
    }

    @Test
    void aClientWithoutTlsIsToldWhatThePortSpeaks() {
        assertRefused("http", certificates.issued("server"), null, "This port speaks TLS only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpc", "tcp"})
    void aClientWithoutTlsIsAskedWhetherThePortWantsIt(String wire) {
        assertRefused(wire, certificates.issued("server"), null, "cannot connect", "Does it want TLS, MICRO_TLS=true?");
    }

    /** As curl and OkHttp are: they ask for HTTP/2 first. */
    @Test
    void aClientThatSpeaksHttp2TooIsGivenWhatThePortSpeaks() throws Exception {
        try (EncryptedPair pair = new EncryptedPair("http", certificates.issued("server"))) {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {certificates.trustManager()}, null);
            int port = Integer.parseInt(pair.address().substring(pair.address().lastIndexOf(':') + 1));
            try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket()) {
                SSLParameters both = socket.getSSLParameters();
                both.setApplicationProtocols(new String[] {"h2", "http/1.1"});
                socket.setSSLParameters(both);
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                socket.startHandshake();
                assertThat(socket.getApplicationProtocol()).isEqualTo("http/1.1");
            }
        }
    }

    @Test
    void aServerNeedsACertificate() {
        assertThatThrownBy(() -> new EncryptedPair("http", certificates.trusting()))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("a server needs a certificate")
                .hasMessageContaining("MICRO_TLS_CERT_FILE");
    }

    @Test
    void filesThatCannotBeUsedAreRefusedAtOnce() throws IOException {
        Tls good = certificates.issued("server");
        certificates.issued("other");
        Files.writeString(certificates.file("empty.pem"), "");
        Files.writeString(
                certificates.file("sec1.key"), "-----BEGIN EC PRIVATE KEY-----\nMA==\n-----END EC PRIVATE KEY-----\n");
        Path key = certificates.file("server.key");

        assertUnusable(good.withCertificate(certificates.file("nowhere.pem"), key), "nowhere.pem", "is not there");
        assertUnusable(good.withCertificate(certificates.file("empty.pem"), key), "empty.pem", "BEGIN CERTIFICATE");
        assertUnusable(good.withCertificate(key, key), "server.key", "certificate");
        assertUnusable(
                good.withCertificate(certificates.file("server.pem"), certificates.file("other.key")),
                "the private key does not belong to the certificate");
        assertUnusable(
                good.withCertificate(certificates.file("server.pem"), certificates.file("sec1.key")),
                "EC PRIVATE KEY",
                "openssl pkcs8 -topk8");
        assertUnusable(
                new Tls(certificates.file("server.pem"), null, null, false, null, Duration.ofSeconds(1)),
                "no private key");
        assertThatThrownBy(() -> good.withReloadInterval(Duration.ZERO)).hasMessageContaining("reloadInterval is PT0S");
        assertThatThrownBy(() -> good.withServerName(" ")).hasMessageContaining("serverName is blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "grpc", "tcp"})
    void certificatesAreRenewedWithoutARestart(String wire) {
        Tls server = certificates.issued("server").withReloadInterval(Duration.ofMillis(20));
        Tls client = certificates.trusting();
        try (EncryptedPair pair = new EncryptedPair(wire, server)) {
            assertThat(pair.call(client)).isTrue();

            certificates.issued("server", Certificates::expired);
            await().ignoreExceptions()
                    .untilAsserted(() -> assertThatThrownBy(() -> pair.call(client))
                            .hasMessageContaining("its certificate has expired"));

            certificates.issued("server");
            await().ignoreExceptions().until(() -> pair.call(client));
        }
    }

    @Test
    void filesThatCannotBeUsedAreReportedAndTheOldOnesServeOn() throws IOException {
        try (LogLines log = new LogLines("io.micro4j.transport");
                EncryptedPair pair = new EncryptedPair(
                        "http", certificates.issued("server").withReloadInterval(Duration.ofMillis(20)))) {
            Files.writeString(certificates.file("server.key"), "half a file");
            await().until(() ->
                    log.lines().stream().anyMatch(text -> text.contains("server.key") && text.contains("stay in use")));

            assertThat(pair.call(certificates.trusting())).isTrue();
        }
    }

    @Test
    void whoLooksAfterTheServerReadsWhyAClientIsNotLetIn() {
        Tls server = certificates.issued("server").withClientCertificates(true);

        assertThat(told(server, certificates.trusting()))
                .contains("no TLS with the client 127.0.0.1:", "shows no certificate");
        assertThat(told(server, certificates.issuedByOthers("stranger"))).contains("no TLS with the client 127.0.0.1:");
        assertThat(told(server, certificates.issued("late", Certificates::expired)))
                .contains("its certificate has expired");
    }

    /** Returns the first warning of a server about {@code client}. */
    private String told(Tls server, Tls client) {
        try (LogLines log = new LogLines("io.micro4j.transport");
                EncryptedPair pair = new EncryptedPair("tcp", server)) {
            assertThatThrownBy(() -> pair.call(client)).isInstanceOf(MicroException.class);
            return await().until(
                            () -> log.lines().stream()
                                    .filter(line -> line.contains(pair.address()))
                                    .findFirst(),
                            Optional::isPresent)
                    .orElseThrow();
        }
    }

    private static CertificateBuilder elsewhere(CertificateBuilder other) {
        return new CertificateBuilder().ecp256().subject("CN=elsewhere").addSanDnsName("elsewhere.internal");
    }

    private void assertRefused(String wire, @Nullable Tls server, @Nullable Tls client, String... words) {
        try (EncryptedPair pair = new EncryptedPair(wire, server)) {
            assertThatThrownBy(() -> pair.call(client))
                    .isInstanceOf(MicroException.class)
                    .hasMessageContaining(pair.address())
                    .satisfies(failure -> assertThat(failure.getMessage()).contains(words));
        }
    }

    private static void assertUnusable(Tls tls, String... words) {
        TransportOptions options = TransportOptions.DEFAULT.toBuilder().tls(tls).build();
        assertThatThrownBy(() -> Transports.open("http", options).close())
                .isInstanceOf(TransportException.class)
                .satisfies(failure -> assertThat(failure.getMessage()).contains(words));
    }
}
