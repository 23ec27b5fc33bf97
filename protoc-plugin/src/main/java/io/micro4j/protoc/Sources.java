package io.micro4j.protoc;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.compiler.PluginProtos.CodeGeneratorRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The files of one request, linked.
 *
 * @param all every file, each after those that it imports
 * @param toGenerate those that code is asked for, in the order asked
 */
record Sources(List<FileDescriptor> all, List<FileDescriptor> toGenerate) {
    static Sources of(CodeGeneratorRequest request) throws DescriptorValidationException {
        Map<String, FileDescriptor> linked = new LinkedHashMap<>();
        for (FileDescriptorProto file : request.getProtoFileList()) {
            linked.put(file.getName(), FileDescriptor.buildFrom(file, imports(file, linked), true));
        }
        return new Sources(
                List.copyOf(linked.values()),
                request.getFileToGenerateList().stream()
                        .map(name -> Objects.requireNonNull(linked.get(name), name))
                        .toList());
    }

    private static FileDescriptor[] imports(FileDescriptorProto file, Map<String, FileDescriptor> linked) {
        return file.getDependencyList().stream()
                .map(linked::get)
                .filter(Objects::nonNull)
                .toArray(FileDescriptor[]::new);
    }
}
