package io.micro4j.protoc;

import com.google.protobuf.DescriptorProtos.MethodOptions.IdempotencyLevel;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import io.micro4j.codegen.Doc;
import io.micro4j.codegen.JavaNames;
import io.micro4j.codegen.MessageModel;
import io.micro4j.codegen.MethodModel;
import io.micro4j.codegen.Shape;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** From the rpcs of one service to their models. */
final class MethodReader {
    private final Comments comments;
    private final MessageReader messages;

    MethodReader(Comments comments, Complaints complaints) {
        this.comments = comments;
        this.messages = new MessageReader(comments, complaints);
    }

    List<MethodModel> read(ServiceDescriptor service) {
        List<MethodDescriptor> methods = service.getMethods();
        List<String> names = JavaNames.methods(
                methods.stream().map(MethodDescriptor::getName).toList());
        return IntStream.range(0, methods.size())
                .mapToObj(index -> read(names.get(index), methods.get(index)))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<MethodModel> read(String name, MethodDescriptor method) {
        Optional<MessageModel> request = messages.read(method, method.getInputType());
        Optional<MessageModel> reply = messages.read(method, method.getOutputType());
        return request.flatMap(in -> reply.map(out -> new MethodModel(
                name,
                method.getName(),
                Shape.of(method.isClientStreaming(), method.isServerStreaming()),
                in,
                out,
                method.getOptions().getIdempotencyLevel() != IdempotencyLevel.IDEMPOTENCY_UNKNOWN,
                Doc.ofPlainText(comments.of(method), method.getOptions().getDeprecated()))));
    }
}
