package io.micro4j.integration.grpc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.codec.Codecs;
import io.micro4j.integration.RunningProcess;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.server.Server;
import io.micro4j.server.ServerOptions;
import io.micro4j.transport.Tls;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** The port of a service under h2spec, with its strict cases, each a test. */
@Tag("slow")
@Timeout(120)
final class H2specTest {
    private static final int CASES = 147;

    /** What fails in plain text by right, and why. */
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "http2/3.5 Sends invalid connection preface",
            "the port speaks HTTP/1.1, too, in which it answers 400 before it closes: RFC 9113, section 3.4, has an invalid preface mean that the"
                    + " peer does not use HTTP/2, and lets GOAWAY be omitted");

    private @TempDir Path directory;

    @TestFactory
    Stream<DynamicTest> inPlainText() throws Exception {
        return run(TransportOptions.DEFAULT)
                .map(each -> DynamicTest.dynamicTest(each.name(), () -> {
                    String exception = EXCEPTIONS.get(each.name());
                    if (exception == null) {
                        assertThat(each.failure()).isEmpty();
                    } else {
                        assertThat(each.failure()).as(exception).contains("looked like an HTTP/1.1 header");
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> overTls() throws Exception {
        X509Bundle certificate = new CertificateBuilder()
                .ecp256()
                .subject("CN=h2spec")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        Tls tls = Tls.DEFAULT.withCertificate(
                Files.writeString(directory.resolve("server.pem"), certificate.getCertificatePathPEM()),
                Files.writeString(directory.resolve("server.key"), certificate.getPrivateKeyPEM()));
        return run(TransportOptions.DEFAULT.toBuilder().tls(tls).build(), "--tls", "--insecure")
                .map(each -> DynamicTest.dynamicTest(
                        each.name(), () -> assertThat(each.failure()).isEmpty()));
    }

    private Stream<Case> run(TransportOptions options, String... more) throws Exception {
        Path program = GrpcTools.program("h2spec");
        Path report = directory.resolve("report.xml");
        ServerOptions served =
                ServerOptions.of("greeter").toBuilder().address("127.0.0.1:0").build();
        try (Transport transport = Transports.named("http", options);
                MemoryRegistry registry = new MemoryRegistry();
                Server server = Server.create(served, transport, registry, Codecs.load())) {
            server.start();
            String port = server.address().substring(server.address().lastIndexOf(':') + 1);
            List<String> command = new ArrayList<>(List.of(program.toString(), "--strict", "--port", port));
            command.addAll(List.of("--junit-report", report.toString()));
            command.addAll(Arrays.asList(more));
            try (RunningProcess h2spec = RunningProcess.start("h2spec", new ProcessBuilder(command))) {
                h2spec.awaitExit(Duration.ofSeconds(90));
                assertThat(report).as(h2spec.output()).exists();
            }
        }
        List<Case> cases = read(report);
        assertThat(cases).hasSize(CASES);
        return cases.stream();
    }

    private static List<Case> read(Path report) throws Exception {
        var nodes = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(report.toFile())
                .getElementsByTagName("testcase");
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            Element node = (Element) requireNonNull(nodes.item(i));
            cases.add(new Case(
                    node.getAttribute("package") + " " + node.getAttribute("classname"),
                    node.getTextContent().strip()
                            + (node.getElementsByTagName("skipped").getLength() == 0 ? "" : "skipped")));
        }
        return cases;
    }

    /**
     * What became of one case.
     *
     * @param failure empty if it went as it should
     */
    private record Case(String name, String failure) {}
}
