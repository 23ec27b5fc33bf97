package io.micro4j.protoc;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.GeneratorNames;
import com.palantir.javapoet.ClassName;
import java.util.LinkedHashMap;
import java.util.Map;

/** The Java types that protoc itself makes of a file. */
final class JavaTypes {
    static ClassName of(Descriptor message) {
        return parse(message.getFile(), GeneratorNames.getBytecodeClassName(message));
    }

    static ClassName outerClass(FileDescriptor file) {
        return ClassName.get(GeneratorNames.getFileJavaPackage(file), GeneratorNames.getFileClassName(file));
    }

    /** Returns every type of {@code file} that is not nested in another, with what it is in words. */
    static Map<ClassName, String> topLevel(FileDescriptor file) {
        Map<ClassName, String> types = new LinkedHashMap<>();
        for (Descriptor message : file.getMessageTypes()) {
            ClassName type = of(message);
            types.put(type, "the class of message " + message.getFullName() + " in " + file.getName());
            types.put(
                    type.peerClass(type.simpleName() + "OrBuilder"),
                    "the builder interface of message " + message.getFullName() + " in " + file.getName());
        }
        for (EnumDescriptor enumeration : file.getEnumTypes()) {
            types.put(
                    parse(file, GeneratorNames.getBytecodeClassName(enumeration)),
                    "the class of enum " + enumeration.getFullName() + " in " + file.getName());
        }
        if (file.getOptions().getJavaGenericServices()) {
            for (ServiceDescriptor service : file.getServices()) {
                types.put(
                        parse(file, GeneratorNames.getQualifiedClassName(service)),
                        "the class that java_generic_services makes of " + service.getFullName());
            }
        }
        types.put(outerClass(file), "the outer class of " + file.getName());
        types.keySet().removeIf(type -> type.enclosingClassName() != null);
        return types;
    }

    private static ClassName parse(FileDescriptor file, String name) {
        String javaPackage = GeneratorNames.getFileJavaPackage(file);
        String[] nested = name.substring(javaPackage.isEmpty() ? 0 : javaPackage.length() + 1)
                .split("[$.]", -1);
        ClassName type = ClassName.get(javaPackage, nested[0]);
        for (int depth = 1; depth < nested.length; depth++) {
            type = type.nestedClass(nested[depth]);
        }
        return type;
    }

    private JavaTypes() {}
}
