package io.micro4j.testkit.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.micro4j.transport.Tls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands of {@code docs/tls.md} make what a service can use. */
@Timeout(60)
final class TlsPageTest {
    private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path directory;

    @Test
    void theCertificatesOfThePageWork() throws Exception {
        Matcher page = COMMANDS.matcher(Files.readString(Path.of("../docs/tls.md")));
        assertThat(page.find()).as("the page has commands").isTrue();
        requireOpenssl();
        assertThat(run("sh", "-ec", page.group(1)))
                .as("the commands of the page")
                .isZero();

        Path authority = directory.resolve("ca.pem");
        Tls server = Tls.DEFAULT.withCertificate(directory.resolve("greeter.pem"), directory.resolve("greeter.key"));
        try (EncryptedPair pair = new EncryptedPair("http", server)) {
            assertThat(pair.call(Tls.DEFAULT.withTrust(authority))).isTrue();
            assertThat(pair.call(Tls.DEFAULT.withTrust(authority).withServerName("greeter.internal")))
                    .isTrue();
        }
    }

    private void requireOpenssl() throws InterruptedException {
        try {
            run("openssl", "version");
        } catch (IOException missing) {
            String why = "openssl is not on the PATH: " + missing.getMessage();
            if ("true".equals(System.getenv("CI"))) {
                fail(why);
            }
            abort(why);
        }
    }

    private int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("out.txt").toFile())
                .start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
