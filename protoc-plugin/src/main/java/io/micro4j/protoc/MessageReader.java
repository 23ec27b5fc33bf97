package io.micro4j.protoc;

import com.google.protobuf.DescriptorProtos.FileOptions.OptimizeMode;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.palantir.javapoet.ClassName;
import io.micro4j.codegen.MessageModel;
import io.micro4j.codegen.MessageModel.Token;
import java.util.Arrays;
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

    MessageModel read(MethodDescriptor method, Descriptor message) {
        ClassName type = JavaTypes.of(message);
        String source = message.getFile().getName();
        if (!isJavaName(type)) {
            complain(method, Problem.MESSAGE_NAME, message.getFullName(), type.canonicalName(), source);
        } else if (isLite(message.getFile())) {
            complain(method, Problem.MESSAGE_LITE, message.getFullName(), source);
        } else if (type.packageName().isEmpty() && !javaPackage(method).isEmpty()) {
            complain(method, Problem.MESSAGE_UNREACHABLE, message.getFullName(), type.canonicalName(), source);
        }
        return new MessageModel(type, Token.PROTO, isDeprecated(message));
    }

    private void complain(MethodDescriptor method, Problem problem, Object... more) {
        Object[] arguments = Stream.concat(Stream.of(method.getFullName()), Arrays.stream(more))
                .toArray();
        complaints.add(method.getFile(), comments.line(method), problem.format(arguments));
    }

    private static String javaPackage(MethodDescriptor method) {
        return JavaTypes.outerClass(method.getFile()).packageName();
    }

    private static boolean isJavaName(ClassName type) {
        return SourceVersion.isName(type.canonicalName())
                && type.simpleNames().stream().noneMatch(NOT_FOR_TYPES::contains);
    }

    private static boolean isLite(FileDescriptor file) {
        return file.getOptions().getOptimizeFor() == OptimizeMode.LITE_RUNTIME;
    }

    /** To name a nested message is to name those around it. */
    private static boolean isDeprecated(Descriptor message) {
        for (Descriptor each = message; each != null; each = each.getContainingType()) {
            if (each.getOptions().getDeprecated()) {
                return true;
            }
        }
        return false;
    }
}
