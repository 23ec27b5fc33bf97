package io.micro4j.protoc;

import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.GeneratorNames;
import com.palantir.javapoet.ClassName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The top-level Java types of one request by package, and who has each. Messages come first; then first come, first served. */
final class TypeNames {
    private final Map<String, Map<String, String>> owners = new HashMap<>();

    TypeNames(List<FileDescriptor> files) {
        files.forEach(file -> in(GeneratorNames.getFileJavaPackage(file)).putAll(JavaTypes.topLevel(file)));
    }

    /** Gives {@code type} to {@code owner}, unless it has one: then that one is returned, in words. */
    Optional<String> claim(ClassName type, String owner) {
        return Optional.ofNullable(in(type.packageName()).putIfAbsent(type.simpleName(), owner));
    }

    /** Returns the simple names that are taken in {@code javaPackage} so far. */
    Set<String> taken(String javaPackage) {
        return Set.copyOf(in(javaPackage).keySet());
    }

    private Map<String, String> in(String javaPackage) {
        return owners.computeIfAbsent(javaPackage, any -> new HashMap<>());
    }
}
