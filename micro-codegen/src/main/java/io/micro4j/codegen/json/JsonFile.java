package io.micro4j.codegen.json;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.micro4j.codegen.Emitter;
import io.micro4j.codegen.json.JsonModel.Component;
import io.micro4j.codegen.json.JsonModel.Form;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;

/**
 * {@code InventoryJson}: how the messages of a service look as JSON. All forms are constants of the outer class, so that records may hold each other
 * whichever is used first; a class for each does the work.
 */
public final class JsonFile {
    private final JsonModel model;
    private final JsonNames names;
    private final List<FieldSpec> composed = new ArrayList<>();

    private JsonFile(JsonModel model) {
        this.model = model;
        this.names = new JsonNames(model);
    }

    /** Returns the file; {@code element} is where it comes from. */
    public static JavaFile of(JsonModel model, Element element) {
        return Emitter.hidden(
                model.origin(),
                model.source(),
                model.surroundings(),
                new JsonFile(model).type().addOriginatingElement(element));
    }

    private TypeSpec.Builder type() {
        List<TypeSpec> forms = model.types().stream().map(this::form).toList();
        TypeSpec.Builder type = TypeSpec.classBuilder(model.holder())
                .addJavadoc("How the messages of {@link $T} look as JSON.", model.origin())
                .addModifiers(FINAL);
        if (model.deprecated()) {
            type.addAnnotation(Emitter.suppressDeprecation());
        }
        for (JsonModel.Type each : model.types()) {
            type.addField(
                    FieldSpec.builder(names.form(each.name()), names.instance(each.name()), PRIVATE, STATIC, FINAL)
                            .initializer("new $T()", names.form(each.name()))
                            .build());
        }
        composed.forEach(type::addField);
        model.tokens()
                .forEach((constant, message) -> type.addField(FieldSpec.builder(
                                ParameterizedTypeName.get(JsonRuntime.MESSAGE_TYPE, message), constant, STATIC, FINAL)
                        .initializer("$T.of($T.class, $N)", JsonRuntime.TYPE, message, names.instance(message))
                        .build()));
        return type.addTypes(forms)
                .addMethod(MethodSpec.constructorBuilder().addModifiers(PRIVATE).build());
    }

    private TypeSpec form(JsonModel.Type type) {
        if (type instanceof JsonModel.RecordType record) {
            return new RecordForm(record, names, components(record)).type();
        }
        return new ChoiceForm((JsonModel.ChoiceType) type, names).type();
    }

    /** Returns, for each component, what names its form. */
    private List<CodeBlock> components(JsonModel.RecordType record) {
        return record.components().stream().map(each -> reference(record, each)).toList();
    }

    private CodeBlock reference(JsonModel.RecordType record, Component component) {
        Form form = component.form();
        if (form == Form.DIRECT || form instanceof JsonModel.Known || form instanceof JsonModel.Own) {
            return expression(form);
        }
        String constant = names.composed(record.name(), component.accessor());
        TypeName type = ParameterizedTypeName.get(JsonRuntime.FORM, component.type());
        composed.add(FieldSpec.builder(type, constant, PRIVATE, STATIC, FINAL)
                .initializer(expression(form))
                .build());
        return CodeBlock.of("$N", constant);
    }

    private CodeBlock expression(Form form) {
        if (form instanceof JsonModel.Known known) {
            return CodeBlock.of("$T.$L", JsonRuntime.FORMS, known.constant());
        }
        if (form instanceof JsonModel.Own own) {
            return CodeBlock.of("$N", names.instance(own.name()));
        }
        if (form instanceof JsonModel.Of of) {
            CodeBlock forms = of.forms().stream().map(this::expression).collect(CodeBlock.joining(", "));
            return CodeBlock.of("$T.$L($L)", JsonRuntime.FORMS, of.method(), forms);
        }
        if (form instanceof JsonModel.Constants constants) {
            CodeBlock.Builder code =
                    CodeBlock.builder().add("$T.constants($T.values()", JsonRuntime.FORMS, constants.name());
            constants.renamed().forEach(name -> code.add(", $S", name));
            return code.add(")").build();
        }
        return form instanceof JsonModel.Gson gson
                ? CodeBlock.of("$T.gson($T.class)", JsonRuntime.FORMS, gson.name())
                : CodeBlock.of("");
    }
}
