package io.micro4j.codegen;

import static javax.lang.model.element.Modifier.ABSTRACT;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.function.Function;

/** {@code Greeter} and {@code GreeterAsync}: plain interfaces that name no type of the runtime. */
final class ContractFile {
    static TypeSpec.Builder blocking(ServiceModel service) {
        TypeSpec.Builder type = TypeSpec.interfaceBuilder(service.contract());
        type.addJavadoc(service.doc().text());
        return withMethods(type, service, Signatures::blocking);
    }

    static TypeSpec.Builder async(ServiceModel service) {
        TypeSpec.Builder type = TypeSpec.interfaceBuilder(service.async());
        type.addJavadoc("The contract of {@link $T} for those who do not block.", service.contract());
        return withMethods(type, service, Signatures::async);
    }

    private static TypeSpec.Builder withMethods(
            TypeSpec.Builder type, ServiceModel service, Function<MethodModel, MethodSpec.Builder> signature) {
        for (MethodModel method : service.methods()) {
            type.addMethod(signature
                    .apply(method)
                    .addModifiers(ABSTRACT)
                    .addJavadoc(method.doc().text())
                    .build());
        }
        return type;
    }

    private ContractFile() {}
}
