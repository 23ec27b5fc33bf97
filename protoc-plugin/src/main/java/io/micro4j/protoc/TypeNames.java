package io.micro4j.protoc;

import com.google.protobuf.Descriptors.FileDescriptor;
import com.palantir.javapoet.ClassName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The top-level Java types of one request, and who has each. First come, first served; messages come first. */
final class TypeNames {
    private final Map<ClassName, String> owners = new HashMap<>();

    TypeNames(List<FileDescriptor> files) {
        files.forEach(file -> owners.putAll(JavaTypes.topLevel(file)));
    }

    /** Gives {@code type} to {@code owner}, unless it has one: then that one is returned, in words. */
    Optional<String> claim(ClassName type, String owner) {
        @Nullable String before = owners.putIfAbsent(type, owner);
        return Optional.ofNullable(before);
    }

    Set<String> inPackage(String javaPackage) {
        return owners.keySet().stream()
                .filter(type -> type.packageName().equals(javaPackage))
                .map(ClassName::simpleName)
                .collect(Collectors.toSet());
    }
}
