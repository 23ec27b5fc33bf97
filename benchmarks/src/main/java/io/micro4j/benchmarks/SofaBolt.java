package io.micro4j.benchmarks;

import com.alipay.remoting.BizContext;
import com.alipay.remoting.CustomSerializerManager;
import com.alipay.remoting.InvokeCallback;
import com.alipay.remoting.exception.RemotingException;
import com.alipay.remoting.rpc.RpcClient;
import com.alipay.remoting.rpc.RpcServer;
import com.alipay.remoting.rpc.protocol.SyncUserProcessor;
import io.micro4j.benchmarks.echo.EchoReply;
import io.micro4j.benchmarks.echo.EchoRequest;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** SOFABolt with its defaults, but that messages are protobuf. */
record SofaBolt() implements Peer {
    private static final int TIMEOUT_MILLIS = 20_000;

    @Override
    public String name() {
        return "sofabolt";
    }

    @Override
    public String description() {
        return "SOFABolt with its defaults, messages in protobuf";
    }

    @Override
    public boolean carries(Load load) {
        return !load.streams();
    }

    @Override
    public EchoServer serve() throws Exception {
        register();
        int port = FreePort.take();
        RpcServer server = new RpcServer("127.0.0.1", port);
        server.registerUserProcessor(new Processor());
        server.startup();
        return new EchoServer("127.0.0.1:" + port, server::shutdown);
    }

    @Override
    public EchoCalls connect(String address) {
        register();
        RpcClient client = new RpcClient();
        client.startup();
        return new Calls(client, address);
    }

    /** Once in a process, which may hold both sides. */
    private static void register() {
        System.setProperty("sofa.middleware.log.internal.level", "ERROR"); // that it finds no logger is meant
        if (CustomSerializerManager.getCustomSerializer(EchoRequest.class.getName()) != null) {
            return;
        }
        BoltProtobuf protobuf = new BoltProtobuf();
        CustomSerializerManager.registerCustomSerializer(EchoRequest.class.getName(), protobuf);
        CustomSerializerManager.registerCustomSerializer(EchoReply.class.getName(), protobuf);
    }

    private static final class Processor extends SyncUserProcessor<EchoRequest> {
        @Override
        public Object handleRequest(BizContext context, EchoRequest request) {
            return Echoes.reply(request);
        }

        @Override
        public String interest() {
            return EchoRequest.class.getName();
        }
    }

    private record Calls(RpcClient client, String address) implements EchoCalls {
        @Override
        public EchoReply say(EchoRequest request) {
            try {
                return (EchoReply) client.invokeSync(address, request, TIMEOUT_MILLIS);
            } catch (RemotingException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void say(EchoRequest request, Answer answer) {
            try {
                client.invokeWithCallback(address, request, new Callback(answer), TIMEOUT_MILLIS);
            } catch (RemotingException | InterruptedException e) {
                answer.failure(e);
            }
        }

        @Override
        public void close() {
            client.shutdown();
        }
    }

    private record Callback(EchoCalls.Answer answer) implements InvokeCallback {
        @Override
        public void onResponse(Object reply) {
            answer.reply((EchoReply) reply);
        }

        @Override
        public void onException(Throwable failure) {
            answer.failure(failure);
        }

        @Override
        public @Nullable Executor getExecutor() {
            return null; // its own threads
        }
    }
}
