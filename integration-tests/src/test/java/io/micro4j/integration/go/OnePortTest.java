package io.micro4j.integration.go;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import io.micro4j.Micro;
import io.micro4j.call.CallOptions;
import io.micro4j.client.Client;
import io.micro4j.integration.RunningProcess;
import io.micro4j.integration.grpc.GrpcTools;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.service.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One service at one port, with nothing configured, and everybody who may call it. */
@Timeout(60)
final class OnePortTest {
    private static final MethodDescriptor<Everything, Everything> ECHO =
            MethodDescriptor.<Everything, Everything>newBuilder()
                    .setType(MethodType.UNARY)
                    .setFullMethodName("peer.Peer/Echo")
                    .setRequestMarshaller(ProtoUtils.marshaller(Everything.getDefaultInstance()))
                    .setResponseMarshaller(ProtoUtils.marshaller(Everything.getDefaultInstance()))
                    .build();

    @Test
    void everybodyIsAnsweredAtIt() throws Exception {
        Map<String, Object> answers = new LinkedHashMap<>();
        Everything said = Everything.newBuilder().setAString(Values.TEXT).build();
        CallOptions protobuf = CallOptions.DEFAULT.withContentType("application/protobuf");
        CallOptions grpc = CallOptions.DEFAULT.withContentType("application/grpc+proto");
        try (Service service = started();
                Client overGrpc = JavaSide.client("grpc", UnaryOperator.identity());
                Client overHttp = JavaSide.client("mucp", UnaryOperator.identity());
                GoPeer mucpV5 = GoPeer.start(GoVersion.V5, "-wire", "mucp");
                GoPeer grpcV5 = GoPeer.start(GoVersion.V5, "-wire", "grpc");
                GoPeer mucpV4 = GoPeer.start(GoVersion.V4, "-wire", "mucp");
                GoPeer grpcV2 = GoPeer.start(GoVersion.V2, "-wire", "grpc")) {
            String port = service.address();

            answers.put(
                    "Java over tcp",
                    new JavaCalls(service.client(), "")
                            .unary("Echo", said, protobuf)
                            .reply());
            answers.put(
                    "Java over gRPC",
                    new JavaCalls(overGrpc, port).unary("Echo", said, protobuf).reply());
            answers.put(
                    "Java over HTTP/1.1",
                    new JavaCalls(overHttp, port).unary("Echo", said, protobuf).reply());
            answers.put(
                    "go-micro v5, mucp",
                    new GoCalls(mucpV5, port).unary("Echo", said, protobuf).reply());
            answers.put(
                    "go-micro v5, gRPC",
                    new GoCalls(grpcV5, port).unary("Echo", said, grpc).reply());
            answers.put(
                    "go-micro v4, mucp",
                    new GoCalls(mucpV4, port).unary("Echo", said, protobuf).reply());
            answers.put(
                    "go-micro v2, gRPC",
                    new GoCalls(grpcV2, port).unary("Echo", said, grpc).reply());
            answers.put("grpc-java", grpcJava(port, said));
            answers.put("grpcurl, by reflection", grpcurl(port, said));
            assertThat(run("-plaintext", port, "list")).contains("peer.Peer", "grpc.health.v1.Health");
        }
        assertThat(answers)
                .hasSize(9)
                .allSatisfy((caller, answer) -> assertThat(answer).isEqualTo(said));
    }

    /** Tells of its methods, so that grpcurl needs no file; the rest is as it is. */
    private static Service started() {
        Service service = Micro.configure("peer")
                .registry(new MemoryRegistry())
                .environment(Map.of("MICRO_SERVER_ADDRESS", "127.0.0.1:0", "MICRO_SERVER_REFLECTION", "true"))
                .server(options -> options.drainTime(Duration.ZERO))
                .build()
                .handle(PeerHandler.of(new PeerService()));
        service.start();
        return service;
    }

    private static Everything grpcurl(String address, Everything said) throws InvalidProtocolBufferException {
        Everything.Builder answer = Everything.newBuilder();
        JsonFormat.parser()
                .merge(run("-plaintext", "-d", JsonFormat.printer().print(said), address, "peer.Peer/Echo"), answer);
        return answer.build();
    }

    private static String run(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(GrpcTools.program("grpcurl").toString()));
        command.addAll(List.of(arguments));
        try (RunningProcess grpcurl = RunningProcess.start("grpcurl", new ProcessBuilder(command))) {
            assertThat(grpcurl.awaitExit(Duration.ofSeconds(20)))
                    .as(grpcurl.output())
                    .isZero();
            return grpcurl.output();
        }
    }

    private static Everything grpcJava(String address, Everything said) throws InterruptedException {
        ManagedChannel channel =
                NettyChannelBuilder.forTarget(address).usePlaintext().build();
        try {
            return ClientCalls.blockingUnaryCall(channel, ECHO, io.grpc.CallOptions.DEFAULT, said);
        } finally {
            channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        }
    }
}
