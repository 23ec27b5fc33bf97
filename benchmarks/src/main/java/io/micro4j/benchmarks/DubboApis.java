package io.micro4j.benchmarks;

import io.micro4j.benchmarks.echo.EchoReply;
import io.micro4j.benchmarks.echo.EchoRequest;
import java.io.Serializable;
import java.util.concurrent.CompletableFuture;

/** The echo service as Dubbo wants it: interfaces that both sides know, public as its stubs are made at run time. */
public final class DubboApis {
    private DubboApis() {}

    /** Messages in protobuf. */
    public interface Protobuf {
        /** Returns the request. */
        EchoReply say(EchoRequest request);

        /** Returns the request, later. */
        CompletableFuture<EchoReply> sayLater(EchoRequest request);
    }

    /** Messages as plain objects. */
    public interface Plain {
        /** Returns the request. */
        Said say(Said request);

        /** Returns the request, later. */
        CompletableFuture<Said> sayLater(Said request);
    }

    /** A message. */
    public static final class Said implements Serializable {
        private static final long serialVersionUID = 1;

        private String text = "";
        private long number;

        static Said of(EchoRequest request) {
            Said said = new Said();
            said.text = request.getText();
            said.number = request.getNumber();
            return said;
        }

        EchoReply reply() {
            return EchoReply.newBuilder().setText(text).setNumber(number).build();
        }
    }

    static final class ProtobufService implements Protobuf {
        @Override
        public EchoReply say(EchoRequest request) {
            return Echoes.reply(request);
        }

        @Override
        public CompletableFuture<EchoReply> sayLater(EchoRequest request) {
            return CompletableFuture.completedFuture(Echoes.reply(request));
        }
    }

    static final class PlainService implements Plain {
        @Override
        public Said say(Said request) {
            return request;
        }

        @Override
        public CompletableFuture<Said> sayLater(Said request) {
            return CompletableFuture.completedFuture(request);
        }
    }
}
