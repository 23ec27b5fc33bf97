package io.micro4j.benchmarks;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.micro4j.benchmarks.echo.EchoGrpc;
import io.micro4j.benchmarks.echo.EchoReply;
import io.micro4j.benchmarks.echo.EchoRequest;

/** The service, for those who serve grpc-java's stubs. */
final class GrpcEcho extends EchoGrpc.EchoImplBase {
    @Override
    public void say(EchoRequest request, StreamObserver<EchoReply> replies) {
        replies.onNext(Echoes.reply(request));
        replies.onCompleted();
    }

    @Override
    public void repeat(EchoRequest request, StreamObserver<EchoReply> replies) {
        ServerCallStreamObserver<EchoReply> out = (ServerCallStreamObserver<EchoReply>) replies;
        GrpcSender<EchoReply> sender =
                new GrpcSender<>(out, () -> Echoes.reply(request), Math.toIntExact(request.getNumber()));
        out.setOnReadyHandler(sender::send);
    }

    @Override
    public StreamObserver<EchoRequest> together(StreamObserver<EchoReply> replies) {
        return new Requests(replies) {
            private EchoRequest last = EchoRequest.getDefaultInstance();
            private long count;

            @Override
            public void onNext(EchoRequest request) {
                last = request;
                count++;
            }

            @Override
            public void onCompleted() {
                replies.onNext(Echoes.reply(Echoes.request(last.getText(), count)));
                replies.onCompleted();
            }
        };
    }

    @Override
    public StreamObserver<EchoRequest> chat(StreamObserver<EchoReply> replies) {
        return new Requests(replies) {
            @Override
            public void onNext(EchoRequest request) {
                replies.onNext(Echoes.reply(request));
            }

            @Override
            public void onCompleted() {
                replies.onCompleted();
            }
        };
    }

    private abstract static class Requests implements StreamObserver<EchoRequest> {
        private final StreamObserver<EchoReply> replies;

        Requests(StreamObserver<EchoReply> replies) {
            this.replies = replies;
        }

        @Override
        public void onError(Throwable failure) {
            replies.onError(failure);
        }
    }
}
