package io.micro4j.integration.interop;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.protobuf.ProtoUtils;

/** The methods of the cases, as grpc-java describes them. */
final class JavaMethods {
    static final MethodDescriptor<Empty, Empty> EMPTY = empty("TestService/EmptyCall");
    static final MethodDescriptor<SimpleRequest, SimpleResponse> UNARY = method(
            "TestService/UnaryCall",
            MethodType.UNARY,
            SimpleRequest.getDefaultInstance(),
            SimpleResponse.getDefaultInstance());
    static final MethodDescriptor<StreamingOutputCallRequest, StreamingOutputCallResponse> OUTPUT = method(
            "TestService/StreamingOutputCall",
            MethodType.SERVER_STREAMING,
            StreamingOutputCallRequest.getDefaultInstance(),
            StreamingOutputCallResponse.getDefaultInstance());
    static final MethodDescriptor<StreamingInputCallRequest, StreamingInputCallResponse> INPUT = method(
            "TestService/StreamingInputCall",
            MethodType.CLIENT_STREAMING,
            StreamingInputCallRequest.getDefaultInstance(),
            StreamingInputCallResponse.getDefaultInstance());
    static final MethodDescriptor<StreamingOutputCallRequest, StreamingOutputCallResponse> DUPLEX = method(
            "TestService/FullDuplexCall",
            MethodType.BIDI_STREAMING,
            StreamingOutputCallRequest.getDefaultInstance(),
            StreamingOutputCallResponse.getDefaultInstance());

    private JavaMethods() {}

    /** Returns a method that takes nothing and gives nothing. */
    static MethodDescriptor<Empty, Empty> empty(String name) {
        return method(name, MethodType.UNARY, Empty.getDefaultInstance(), Empty.getDefaultInstance());
    }

    private static <Q extends Message, R extends Message> MethodDescriptor<Q, R> method(
            String name, MethodType type, Q request, R response) {
        return MethodDescriptor.<Q, R>newBuilder()
                .setType(type)
                .setFullMethodName("grpc.testing." + name)
                .setRequestMarshaller(ProtoUtils.marshaller(request))
                .setResponseMarshaller(ProtoUtils.marshaller(response))
                .build();
    }
}
