package io.micro4j.codegen.json;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;

/** The class that writes and reads the records of one sealed interface: a field says which it is. */
final class ChoiceForm {
    private final JsonModel.ChoiceType choice;
    private final JsonNames names;

    ChoiceForm(JsonModel.ChoiceType choice, JsonNames names) {
        this.choice = choice;
        this.names = names;
    }

    TypeSpec type() {
        return TypeSpec.classBuilder(names.form(choice.name()))
                .addModifiers(PRIVATE, STATIC, FINAL)
                .addSuperinterface(ParameterizedTypeName.get(JsonRuntime.FORM, choice.name()))
                .addField(FieldSpec.builder(JsonRuntime.FIELDS, "TYPE", PRIVATE, STATIC, FINAL)
                        .initializer("$T.of($S)", JsonRuntime.FIELDS, choice.field())
                        .build())
                .addMethod(write())
                .addMethod(read())
                .addMethod(shape())
                .build();
    }

    private MethodSpec shape() {
        return MethodSpec.methodBuilder("shape")
                .addAnnotation(Override.class)
                .addModifiers(PUBLIC)
                .returns(JsonRuntime.SHAPE)
                .addStatement("return $T.of($S)", JsonRuntime.SHAPE, ((ClassName) choice.name()).simpleName())
                .build();
    }

    private MethodSpec write() {
        MethodSpec.Builder method = MethodSpec.methodBuilder("write")
                .addAnnotation(Override.class)
                .addModifiers(PUBLIC)
                .addParameter(JsonRuntime.OUT, "out")
                .addParameter(choice.name(), "value")
                .addStatement("out.beginObject()")
                .addStatement("out.field(TYPE, 0)");
        String next = "if";
        for (var each : choice.records().entrySet()) {
            if (next.equals("if")) {
                method.beginControlFlow("if (value instanceof $T)", each.getValue());
            } else {
                method.nextControlFlow("else if (value instanceof $T)", each.getValue());
            }
            next = "else if";
            method.addStatement("out.text($S)", each.getKey())
                    .addStatement("$N.fields(out, ($T) value)", names.instance(each.getValue()), each.getValue());
        }
        return method.nextControlFlow("else")
                .addStatement("throw out.unknownType(value)")
                .endControlFlow()
                .addStatement("out.endObject()")
                .build();
    }

    private MethodSpec read() {
        CodeBlock known = choice.records().keySet().stream()
                .map(each -> CodeBlock.of("$S", each))
                .collect(CodeBlock.joining(",$W"));
        MethodSpec.Builder method = MethodSpec.methodBuilder("read")
                .addAnnotation(Override.class)
                .addModifiers(PUBLIC)
                .returns(choice.name())
                .addParameter(JsonRuntime.IN, "in")
                .beginControlFlow("return switch (in.typeField(TYPE))");
        choice.records()
                .forEach((value, record) ->
                        method.addStatement("case $S -> $N.read(in)", value, names.instance(record)));
        return method.addStatement("default -> throw in.unknownType(TYPE, $L)", known)
                .addCode("$<};\n")
                .build();
    }
}
