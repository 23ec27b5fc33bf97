package io.micro4j.testkit.tls;

import io.micro4j.testkit.TransportContract;
import io.micro4j.transport.Tls;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** The contract over connections on which both sides show certificates. */
abstract class EncryptedContract extends TransportContract {
    private @TempDir Path directory;
    private @Nullable Tls tls;

    abstract String transport();

    @Override
    protected final Transport open(TransportOptions options) {
        if (tls == null) {
            tls = new Certificates(directory).issued("peer").withClientCertificates(true);
        }
        return Transports.open(transport(), options.toBuilder().tls(tls).build());
    }
}
