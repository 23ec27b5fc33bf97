package io.micro4j.benchmarks;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.micro4j.benchmarks.echo.EchoGrpc;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * grpc-java over Netty, without TLS.
 *
 * @param direct whether both sides run user code on their I/O threads; otherwise as it comes
 */
record GrpcJava(String name, boolean direct) implements Peer {
    @Override
    public String description() {
        return direct ? "grpc-java, directExecutor() on both sides" : "grpc-java with its defaults";
    }

    @Override
    public EchoServer serve() throws Exception {
        NettyServerBuilder builder = NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .maxInboundMessageSize(Echoes.MAX_MESSAGE)
                .addService(new GrpcEcho());
        Server server = (direct ? builder.directExecutor() : builder).build().start();
        return new EchoServer(
                "127.0.0.1:" + server.getPort(), () -> server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS));
    }

    @Override
    public EchoCalls connect(String address) {
        NettyChannelBuilder builder =
                NettyChannelBuilder.forTarget(address).usePlaintext().maxInboundMessageSize(Echoes.MAX_MESSAGE);
        ManagedChannel channel = (direct ? builder.directExecutor() : builder).build();
        return new GrpcCalls(
                EchoGrpc.newBlockingStub(channel),
                EchoGrpc.newStub(channel),
                () -> channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS));
    }
}
