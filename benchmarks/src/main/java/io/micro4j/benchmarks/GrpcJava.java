package io.micro4j.benchmarks;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.micro4j.benchmarks.echo.EchoGrpc;
import io.micro4j.benchmarks.echo.EchoReply;
import io.micro4j.benchmarks.echo.EchoRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * grpc-java over Netty, without TLS.
 *
 * @param direct whether both sides run user code on their I/O threads; otherwise as it comes
 */
record GrpcJava(String name, boolean direct) implements Contender {
    @Override
    public String description() {
        return direct ? "grpc-java, directExecutor() on both sides" : "grpc-java with its defaults";
    }

    @Override
    public EchoServer serve() throws Exception {
        NettyServerBuilder builder = NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(new EchoService());
        Server server = (direct ? builder.directExecutor() : builder).build().start();
        return new EchoServer(
                "127.0.0.1:" + server.getPort(), () -> server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS));
    }

    @Override
    public EchoCalls connect(String address) {
        NettyChannelBuilder builder = NettyChannelBuilder.forTarget(address).usePlaintext();
        return new Calls((direct ? builder.directExecutor() : builder).build());
    }

    private static final class EchoService extends EchoGrpc.EchoImplBase {
        @Override
        public void say(EchoRequest request, StreamObserver<EchoReply> replies) {
            replies.onNext(Echoes.reply(request));
            replies.onCompleted();
        }
    }

    private record Calls(ManagedChannel channel, EchoGrpc.EchoBlockingStub blocking, EchoGrpc.EchoStub async)
            implements EchoCalls {
        Calls(ManagedChannel channel) {
            this(channel, EchoGrpc.newBlockingStub(channel), EchoGrpc.newStub(channel));
        }

        @Override
        public EchoReply say(EchoRequest request) {
            return blocking.say(request);
        }

        @Override
        public void say(EchoRequest request, Answer answer) {
            async.say(request, new Observer(answer));
        }

        @Override
        public void close() throws InterruptedException {
            channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        }
    }

    private record Observer(EchoCalls.Answer answer) implements StreamObserver<EchoReply> {
        @Override
        public void onNext(EchoReply reply) {
            answer.reply(reply);
        }

        @Override
        public void onError(Throwable failure) {
            answer.failure(failure);
        }

        @Override
        public void onCompleted() {}
    }
}
