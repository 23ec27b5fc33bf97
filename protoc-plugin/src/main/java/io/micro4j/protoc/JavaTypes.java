package io.micro4j.protoc;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.GeneratorNames;
import com.palantir.javapoet.ClassName;
import java.util.LinkedHashMap;
import java.util.Map;

/** The Java types that protoc itself makes of a file. Whether their names are Java names is for others to ask. */
final class JavaTypes {
    /** Returns the class of {@code message}, whose name must be a Java name. */
    static ClassName of(Descriptor message) {
        String javaPackage = GeneratorNames.getFileJavaPackage(message.getFile());
        String[] nested = withoutPackage(javaPackage, GeneratorNames.getQualifiedClassName(message))
                .split("\\.", -1);
        ClassName type = ClassName.get(javaPackage, nested[0]);
        for (int depth = 1; depth < nested.length; depth++) {
            type = type.nestedClass(nested[depth]);
        }
        return type;
    }

    /** Returns the simple name of every type of {@code file} that is not nested in another, with what it is in words. */
    static Map<String, String> topLevel(FileDescriptor file) {
        Map<String, String> types = new LinkedHashMap<>();
        for (Descriptor message : file.getMessageTypes()) {
            String name = GeneratorNames.getQualifiedClassName(message);
            types.put(name, "the class of message " + message.getFullName() + " in " + file.getName());
            types.put(name + "OrBuilder", "the builder interface of message " + message.getFullName());
        }
        for (EnumDescriptor enumeration : file.getEnumTypes()) {
            types.put(
                    GeneratorNames.getQualifiedClassName(enumeration),
                    "the class of enum " + enumeration.getFullName() + " in " + file.getName());
        }
        if (file.getOptions().getJavaGenericServices()) {
            for (ServiceDescriptor service : file.getServices()) {
                types.put(
                        GeneratorNames.getQualifiedClassName(service),
                        "the class that java_generic_services makes of " + service.getFullName());
            }
        }
        return notNested(file, types);
    }

    private static Map<String, String> notNested(FileDescriptor file, Map<String, String> qualified) {
        String javaPackage = GeneratorNames.getFileJavaPackage(file);
        Map<String, String> simple = new LinkedHashMap<>();
        qualified.forEach((name, what) -> simple.put(withoutPackage(javaPackage, name), what));
        simple.keySet().removeIf(name -> name.contains("."));
        simple.put(GeneratorNames.getFileClassName(file), "the outer class of " + file.getName());
        return simple;
    }

    private static String withoutPackage(String javaPackage, String name) {
        return javaPackage.isEmpty() ? name : name.substring(javaPackage.length() + 1);
    }

    private JavaTypes() {}
}
