package io.micro4j.benchmarks;

import io.micro4j.benchmarks.echo.EchoReply;
import io.micro4j.benchmarks.echo.EchoRequest;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.dubbo.config.ApplicationConfig;
import org.apache.dubbo.config.ProtocolConfig;
import org.apache.dubbo.config.ReferenceConfig;
import org.apache.dubbo.config.RegistryConfig;
import org.apache.dubbo.config.ServiceConfig;
import org.apache.dubbo.config.bootstrap.DubboBootstrap;

/**
 * Dubbo with its defaults, without a registry.
 *
 * @param protocol {@code tri} or {@code dubbo}
 * @param api the interface that is called; messages are what suits the protocol
 * @param service serves it
 * @param calls makes calls of a stub
 */
record Dubbo<T>(String name, String protocol, Class<T> api, T service, Function<T, EchoCalls> calls) implements Peer {
    /** Returns it over Triple, its gRPC: messages in protobuf. */
    static Dubbo<DubboApis.Protobuf> triple() {
        return new Dubbo<>("dubbo-triple", "tri", DubboApis.Protobuf.class, new DubboApis.ProtobufService(), Stub::new);
    }

    /** Returns it over its own protocol: messages in Hessian, which is the serialisation that it brings. */
    static Dubbo<DubboApis.Plain> own() {
        return new Dubbo<>("dubbo", "dubbo", DubboApis.Plain.class, new DubboApis.PlainService(), PlainStub::new);
    }

    @Override
    public String description() {
        return "Dubbo, protocol `" + protocol + "`, with its defaults"
                + (api == DubboApis.Plain.class ? ", messages in Hessian" : "");
    }

    @Override
    public boolean carries(Load load) {
        return !load.streams();
    }

    @Override
    public EchoServer serve() throws Exception {
        DubboBootstrap server = bootstrap("server");
        ProtocolConfig protocol = new ProtocolConfig(this.protocol, FreePort.take());
        protocol.setHost("127.0.0.1");
        protocol.setParameters(Map.of("bind.ip", "127.0.0.1", "payload", Integer.toString(Echoes.MAX_MESSAGE)));
        ServiceConfig<T> config = new ServiceConfig<>();
        config.setInterface(api);
        config.setRef(service);
        server.protocol(protocol).service(config).start();
        return new EchoServer("127.0.0.1:" + protocol.getPort(), server::stop);
    }

    @Override
    public EchoCalls connect(String address) {
        DubboBootstrap client = bootstrap("client");
        ReferenceConfig<T> reference = new ReferenceConfig<>();
        reference.setInterface(api);
        reference.setUrl(protocol + "://" + address + "?payload=" + Echoes.MAX_MESSAGE + "&connect.timeout=20000");
        reference.setTimeout(20_000);
        client.reference(reference).start();
        return calls.apply(reference.get());
    }

    /** Before all else of Dubbo's, which would choose a logger and say so. */
    private static DubboBootstrap bootstrap(String name) {
        System.setProperty("dubbo.application.logger", "slf4j");
        ApplicationConfig application = new ApplicationConfig(name);
        application.setQosEnable(false);
        return DubboBootstrap.newInstance().application(application).registry(new RegistryConfig("N/A"));
    }

    private record Stub(DubboApis.Protobuf echo) implements EchoCalls {
        @Override
        public EchoReply say(EchoRequest request) {
            return echo.say(request);
        }

        @Override
        public void say(EchoRequest request, Answer answer) {
            echo.sayLater(request).whenComplete((reply, failure) -> tell(answer, reply, failure));
        }

        @Override
        public void close() {}
    }

    private record PlainStub(DubboApis.Plain echo) implements EchoCalls {
        @Override
        public EchoReply say(EchoRequest request) {
            return echo.say(DubboApis.Said.of(request)).reply();
        }

        @Override
        public void say(EchoRequest request, Answer answer) {
            CompletableFuture<DubboApis.Said> reply = echo.sayLater(DubboApis.Said.of(request));
            reply.thenApply(DubboApis.Said::reply).whenComplete((said, failure) -> tell(answer, said, failure));
        }

        @Override
        public void close() {}
    }

    private static void tell(EchoCalls.Answer answer, EchoReply reply, Throwable failure) {
        if (failure == null) {
            answer.reply(reply);
        } else {
            answer.failure(failure);
        }
    }
}
