package io.micro4j.protoc;

import com.google.protobuf.DescriptorProtos.FileOptions.OptimizeMode;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.GeneratorNames;
import io.micro4j.codegen.MessageModel;
import io.micro4j.codegen.MessageModel.Token;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/** From the request or reply of an rpc to its model, if Java can name it. */
final class MessageReader {
    private static final Set<String> NOT_FOR_TYPES = Set.of("permits", "record", "sealed", "var", "yield");

    private final Comments comments;
    private final Complaints complaints;

    MessageReader(Comments comments, Complaints complaints) {
        this.comments = comments;
        this.complaints = complaints;
    }

    Optional<MessageModel> read(MethodDescriptor method, Descriptor message) {
        String type = GeneratorNames.getQualifiedClassName(message);
        String source = message.getFile().getName();
        if (!isJavaName(type)) {
            return complain(method, Problem.MESSAGE_NAME, message.getFullName(), type, source);
        }
        if (isLite(message.getFile())) {
            return complain(method, Problem.MESSAGE_LITE, message.getFullName(), source);
        }
        if (isUnnamedPackage(message.getFile()) && !isUnnamedPackage(method.getFile())) {
            return complain(method, Problem.MESSAGE_UNREACHABLE, message.getFullName(), type, source);
        }
        return Optional.of(new MessageModel(JavaTypes.of(message), Token.PROTO, isDeprecated(message)));
    }

    private Optional<MessageModel> complain(MethodDescriptor method, Problem problem, Object... more) {
        Object[] arguments = Stream.concat(Stream.of(method.getFullName()), Arrays.stream(more))
                .toArray();
        complaints.add(method.getFile(), comments.line(method), problem.format(arguments));
        return Optional.empty();
    }

    private static boolean isJavaName(String type) {
        return SourceVersion.isName(type) && Stream.of(type.split("\\.", -1)).noneMatch(NOT_FOR_TYPES::contains);
    }

    private static boolean isLite(FileDescriptor file) {
        return file.getOptions().getOptimizeFor() == OptimizeMode.LITE_RUNTIME;
    }

    private static boolean isUnnamedPackage(FileDescriptor file) {
        return GeneratorNames.getFileJavaPackage(file).isEmpty();
    }

    /** To name a nested message is to name what is around it. */
    private static boolean isDeprecated(Descriptor message) {
        Descriptor outermost = message;
        boolean deprecated = message.getOptions().getDeprecated();
        while (outermost.getContainingType() != null) {
            outermost = outermost.getContainingType();
            deprecated |= outermost.getOptions().getDeprecated();
        }
        boolean inFileClass = GeneratorNames.getNestInFileClass(outermost);
        return deprecated || (inFileClass && message.getFile().getOptions().getDeprecated());
    }
}
