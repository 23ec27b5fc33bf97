package io.micro4j.codegen.json;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.micro4j.codegen.JavaNames;
import io.micro4j.codegen.json.JsonModel.Component;
import io.micro4j.codegen.json.JsonModel.Form;
import java.util.ArrayList;
import java.util.List;

/** The class that writes and reads one record. */
final class RecordForm {
    private final JsonModel.RecordType record;
    private final JsonNames names;
    private final List<CodeBlock> forms;
    private final List<String> locals = new ArrayList<>();

    /** @param forms what names the form of each component */
    RecordForm(JsonModel.RecordType record, JsonNames names, List<CodeBlock> forms) {
        this.record = record;
        this.names = names;
        this.forms = forms;
        NameAllocator allocator = new NameAllocator();
        List.of("in", "field", "FIELDS").forEach(allocator::newName);
        record.components().forEach(each -> locals.add(allocator.newName(each.accessor())));
    }

    TypeSpec type() {
        return TypeSpec.classBuilder(names.form(record.name()))
                .addModifiers(PRIVATE, STATIC, FINAL)
                .addSuperinterface(ParameterizedTypeName.get(JsonRuntime.FORM, record.name()))
                .addField(FieldSpec.builder(JsonRuntime.FIELDS, "FIELDS", PRIVATE, STATIC, FINAL)
                        .initializer(fields())
                        .build())
                .addMethod(write())
                .addMethod(writeFields())
                .addMethod(read())
                .addMethod(shape())
                .build();
    }

    private CodeBlock fields() {
        CodeBlock all = record.components().stream()
                .map(each -> CodeBlock.of("$S", each.field()))
                .collect(CodeBlock.joining(",$W"));
        return CodeBlock.of("$T.of($L)", JsonRuntime.FIELDS, all);
    }

    private MethodSpec write() {
        return MethodSpec.methodBuilder("write")
                .addAnnotation(Override.class)
                .addModifiers(PUBLIC)
                .addParameter(JsonRuntime.OUT, "out")
                .addParameter(record.name(), "value")
                .addStatement("out.beginObject()")
                .addStatement("fields(out, value)")
                .addStatement("out.endObject()")
                .build();
    }

    private MethodSpec writeFields() {
        MethodSpec.Builder method = MethodSpec.methodBuilder("fields")
                .addParameter(JsonRuntime.OUT, "out")
                .addParameter(record.name(), "value");
        for (int i = 0; i < forms.size(); i++) {
            Component component = record.components().get(i);
            method.addStatement("out.field(FIELDS, $L)", i);
            if (component.form() == Form.DIRECT) {
                method.addStatement("out.value(value.$N())", component.accessor());
            } else {
                method.addStatement("out.value($L, value.$N())", forms.get(i), component.accessor());
            }
        }
        return method.build();
    }

    private MethodSpec read() {
        MethodSpec.Builder method = MethodSpec.methodBuilder("read")
                .addAnnotation(Override.class)
                .addModifiers(PUBLIC)
                .returns(record.name())
                .addParameter(JsonRuntime.IN, "in");
        for (int i = 0; i < forms.size(); i++) {
            TypeName type = record.components().get(i).type();
            method.addStatement(
                    "$T $N = $L", type, locals.get(i), zero(record.components().get(i)));
        }
        method.addStatement("in.beginObject()")
                .beginControlFlow("for (int field = in.nextField(FIELDS); field >= 0; field = in.nextField(FIELDS))");
        if (!forms.isEmpty()) {
            method.beginControlFlow("switch (field)");
            for (int i = 0; i < forms.size(); i++) {
                method.addStatement("case $L -> $N = $L", i, locals.get(i), value(i));
            }
            method.addCode("default -> {}\n").endControlFlow();
        }
        return method.endControlFlow()
                .addStatement("return new $T($L)", record.name(), arguments())
                .build();
    }

    private MethodSpec shape() {
        CodeBlock.Builder shape = CodeBlock.builder().add("$T.of($S, FIELDS", JsonRuntime.SHAPE, goName());
        for (int i = 0; i < forms.size(); i++) {
            Component component = record.components().get(i);
            shape.add(",$W$L", component.form() == Form.DIRECT ? boxed(component.type()) : forms.get(i));
        }
        return MethodSpec.methodBuilder("shape")
                .addAnnotation(Override.class)
                .addModifiers(PUBLIC)
                .returns(JsonRuntime.SHAPE)
                .addStatement("return $L", shape.add(")").build())
                .build();
    }

    private String goName() {
        return record.name() instanceof ParameterizedTypeName generic
                ? generic.rawType().simpleName()
                : ((ClassName) record.name()).simpleName();
    }

    private static CodeBlock boxed(TypeName type) {
        String constant = type.isPrimitive() ? JavaNames.constant(((ClassName) type.box()).simpleName()) : "STRING";
        return CodeBlock.of("$T.$L", JsonRuntime.FORMS, constant);
    }

    private CodeBlock value(int i) {
        Component component = record.components().get(i);
        return component.form() == Form.DIRECT
                ? CodeBlock.of("in.$LValue()", component.type().isPrimitive() ? component.type() : "string")
                : CodeBlock.of("in.value($L)", forms.get(i));
    }

    private CodeBlock arguments() {
        List<CodeBlock> arguments = new ArrayList<>();
        for (int i = 0; i < forms.size(); i++) {
            boolean direct = record.components().get(i).form() == Form.DIRECT;
            arguments.add(
                    direct
                            ? CodeBlock.of("$N", locals.get(i))
                            : CodeBlock.of("in.orZero($L, $N)", forms.get(i), locals.get(i)));
        }
        return arguments.stream().collect(CodeBlock.joining(",$W"));
    }

    private static String zero(Component component) {
        if (component.form() != Form.DIRECT) {
            return "null";
        }
        return switch (component.type().toString()) {
            case "boolean" -> "false";
            case "java.lang.String" -> "\"\"";
            default -> "0";
        };
    }
}
