package io.micro4j.integration.grpc;

import greeter.HelloReply;
import greeter.HelloRequest;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.protobuf.ProtoUtils;

/** The methods of {@code greeter.proto}, as grpc-java describes them. */
final class GrpcMethods {
    static final MethodDescriptor<HelloRequest, HelloReply> HELLO = method(MethodType.UNARY, "Hello");
    static final MethodDescriptor<HelloRequest, HelloReply> REPEAT = method(MethodType.SERVER_STREAMING, "Repeat");
    static final MethodDescriptor<HelloRequest, HelloReply> TOGETHER = method(MethodType.CLIENT_STREAMING, "Together");
    static final MethodDescriptor<HelloRequest, HelloReply> CHAT = method(MethodType.BIDI_STREAMING, "Chat");

    private GrpcMethods() {}

    static MethodDescriptor<HelloRequest, HelloReply> method(MethodType type, String name) {
        return MethodDescriptor.<HelloRequest, HelloReply>newBuilder()
                .setType(type)
                .setFullMethodName("greeter.Greeter/" + name)
                .setRequestMarshaller(ProtoUtils.marshaller(HelloRequest.getDefaultInstance()))
                .setResponseMarshaller(ProtoUtils.marshaller(HelloReply.getDefaultInstance()))
                .build();
    }

    static HelloRequest request(String name) {
        return HelloRequest.newBuilder().setName(name).build();
    }

    static HelloReply reply(String message) {
        return HelloReply.newBuilder().setMessage(message).build();
    }
}
