package io.micro4j.integration.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.greeter.GreeterHandler;
import com.example.greeter.GreeterService;
import com.google.protobuf.Int32Value;
import com.google.protobuf.StringValue;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import io.micro4j.Micro;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.service.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code grpc.health.v1}, asked by grpc-java. Its messages have one field each, as those have that stand for them here. */
@Timeout(60)
final class HealthTest {
    private static final int SERVING = 1;
    private static final int NOT_SERVING = 2;
    private static final int SERVICE_UNKNOWN = 3;

    private final Service service = Micro.configure("greeter")
            .environment(Map.of("MICRO_SERVER_ADDRESS", "127.0.0.1:0"))
            .registry(new MemoryRegistry())
            .server(options -> options.drainTime(Duration.ofSeconds(20)))
            .build()
            .handle(GreeterHandler.of(new GreeterService()));
    private ManagedChannel channel;

    @BeforeEach
    void start() {
        service.start();
        channel =
                NettyChannelBuilder.forTarget(service.address()).usePlaintext().build();
    }

    @AfterEach
    void stop() throws InterruptedException {
        channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        service.close();
    }

    @Test
    void aServerThatIsReadyServes() {
        assertThat(check("")).isEqualTo(SERVING);
        assertThat(check("greeter.Greeter")).isEqualTo(SERVING);
        assertThat(check("greeter")).isEqualTo(SERVING);
    }

    @Test
    void oneThatIsNotInTheRegistryDoesNot() {
        service.server().deregister();

        assertThat(check("")).isEqualTo(NOT_SERVING);
    }

    @Test
    void nobodyKnowsAServiceThatIsNotServed() {
        assertThatThrownBy(() -> check("greeter.Nobody"))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        failure -> assertThat(failure.getStatus().getCode()).isEqualTo(io.grpc.Status.Code.NOT_FOUND));
        assertThat(watch("greeter.Nobody").next().getValue()).isEqualTo(SERVICE_UNKNOWN);
    }

    @Test
    void whoWatchesIsToldOfEachChangeUntilTheServerStops() {
        Iterator<Int32Value> statuses = watch("greeter.Greeter");
        assertThat(statuses.next().getValue()).isEqualTo(SERVING);

        service.server().deregister();
        assertThat(statuses.next().getValue()).isEqualTo(NOT_SERVING);
        service.server().register();
        assertThat(statuses.next().getValue()).isEqualTo(SERVING);
        Thread stopping = new Thread(service::close);
        stopping.start();

        assertThat(statuses.next().getValue()).isEqualTo(NOT_SERVING);
        assertThat(statuses.hasNext()).isFalse();
    }

    @Test
    void whoeverWatchesHoldsNoThread() {
        List<Iterator<Int32Value>> watches = new ArrayList<>();
        int before = Thread.activeCount();
        for (int i = 0; i < 100; i++) {
            watches.add(watch(""));
        }
        watches.forEach(each -> assertThat(each.next().getValue()).isEqualTo(SERVING));

        assertThat(Thread.activeCount() - before).isLessThan(50);
    }

    private int check(String name) {
        return ClientCalls.blockingUnaryCall(
                        channel, method("Check", MethodType.UNARY), CallOptions.DEFAULT, StringValue.of(name))
                .getValue();
    }

    private Iterator<Int32Value> watch(String name) {
        return ClientCalls.blockingServerStreamingCall(
                channel, method("Watch", MethodType.SERVER_STREAMING), CallOptions.DEFAULT, StringValue.of(name));
    }

    private static MethodDescriptor<StringValue, Int32Value> method(String name, MethodType type) {
        return MethodDescriptor.<StringValue, Int32Value>newBuilder()
                .setType(type)
                .setFullMethodName("grpc.health.v1.Health/" + name)
                .setRequestMarshaller(ProtoUtils.marshaller(StringValue.getDefaultInstance()))
                .setResponseMarshaller(ProtoUtils.marshaller(Int32Value.getDefaultInstance()))
                .build();
    }
}
