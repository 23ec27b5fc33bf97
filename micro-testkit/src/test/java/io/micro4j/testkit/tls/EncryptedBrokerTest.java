package io.micro4j.testkit.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micro4j.broker.Broker;
import io.micro4j.broker.BrokerException;
import io.micro4j.broker.BrokerOptions;
import io.micro4j.broker.Event;
import io.micro4j.broker.SubscribeOptions;
import io.micro4j.broker.http.HttpBroker;
import io.micro4j.call.Metadata;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.testkit.BrokerContract;
import io.micro4j.transport.Tls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The http broker's contract over connections on which both sides show certificates; and who is refused. */
@Tag("slow")
final class EncryptedBrokerTest extends BrokerContract {
    private final MemoryRegistry registry = new MemoryRegistry();
    private final List<Event> events = Collections.synchronizedList(new ArrayList<>());
    private final List<Broker> brokers = new ArrayList<>();
    private Certificates certificates;
    private Tls tls;

    @TempDir
    Path directory;

    @Override
    protected Broker open(BrokerOptions options) {
        if (tls == null) {
            certificates = new Certificates(directory);
            tls = certificates.issued("peer").withClientCertificates(true);
        }
        return new HttpBroker(options.withTls(tls), registry);
    }

    @BeforeEach
    void subscribe() {
        broker(tls).subscribe("secret", SubscribeOptions.DEFAULT, events::add);
    }

    @AfterEach
    void close() {
        brokers.forEach(Broker::close);
        registry.close();
    }

    @Test
    void saysInTheRegistryThatItIsEncrypted() {
        assertThat(registry.find("micro.http.broker").get(0).nodes().get(0).says("secure"))
                .isEqualTo("true");
    }

    @Test
    void takesTheNameThatIsSaid() {
        publish(tls.withServerName("greeter.internal"));

        assertThat(events).hasSize(1);
    }

    @Test
    void refusesWhoIsNotBelieved() {
        for (Tls stranger : List.of(
                certificates.issuedByOthers("stranger"),
                certificates.trusting(),
                tls.withServerName("other.internal"))) {
            assertThatThrownBy(() -> publish(stranger)).as("%s", stranger).isInstanceOf(BrokerException.class);
        }
        assertThatThrownBy(() -> publish(null)).isInstanceOf(BrokerException.class);
        assertThat(events).isEmpty();
    }

    @Test
    void needsACertificateToReceive() {
        Broker bare = broker(certificates.trusting());

        assertThatThrownBy(() -> bare.subscribe("secret", SubscribeOptions.DEFAULT, events::add))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining("MICRO_TLS_CERT_FILE");
    }

    private void publish(@Nullable Tls with) {
        broker(with).publish(new Event("secret", Metadata.EMPTY, new byte[] {1}));
    }

    private Broker broker(@Nullable Tls with) {
        Broker broker = new HttpBroker(
                BrokerOptions.DEFAULT.withTimeout(Duration.ofSeconds(2)).withTls(with), registry);
        brokers.add(broker);
        return broker;
    }
}
