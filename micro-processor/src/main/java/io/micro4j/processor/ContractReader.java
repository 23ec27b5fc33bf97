package io.micro4j.processor;

import com.palantir.javapoet.ClassName;
import io.micro4j.codegen.MethodModel;
import io.micro4j.codegen.ServiceModel;
import io.micro4j.codegen.json.JsonModel;
import io.micro4j.processor.json.JsonReader;
import io.micro4j.processor.report.Complaints;
import io.micro4j.processor.report.Problem;
import io.micro4j.processor.type.Names;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** From one annotated interface to its model. Complains about everything that is wrong with it. */
final class ContractReader {
    private static final Pattern WIRE_NAME = Pattern.compile("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*");

    private final Elements elements;
    private final TypeElement contract;
    private final AnnotationMirror annotation;
    private final Complaints complaints;
    private final JsonReader json;
    private final MethodReader methods;

    ContractReader(
            ProcessingEnvironment environment,
            TypeElement contract,
            AnnotationMirror annotation,
            Complaints complaints) {
        this.elements = environment.getElementUtils();
        this.contract = contract;
        this.annotation = annotation;
        this.complaints = complaints;
        this.json = new JsonReader(environment, contract, complaints);
        this.methods = new MethodReader(environment, contract, json, complaints);
    }

    /** Returns whether {@link #read} met a type that is not there yet. */
    boolean waits() {
        return methods.waits();
    }

    /** Returns nothing if there is something to complain about or to wait for. */
    Optional<ServiceModel> read() {
        if (contract.getKind() != ElementKind.INTERFACE) {
            complaints.add(contract, Problem.CONTRACT_KIND, contract, kind());
            return Optional.empty();
        }
        checkHead();
        List<MethodModel> rpcs = methods.read();
        if (waits() || !complaints.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ServiceModel(
                ClassName.get(contract),
                wireName(),
                ClassName.get(contract).topLevelClassName().simpleName() + ".java",
                rpcs,
                Names.isPublic(contract),
                Names.around(contract, elements),
                Docs.of(contract, elements)));
    }

    /** Returns what the messages look like that {@link #read} met, as far as that is generated. */
    Optional<JsonModel> json() {
        return json.model();
    }

    private void checkHead() {
        if (!contract.getTypeParameters().isEmpty()) {
            complaints.add(contract, Problem.CONTRACT_GENERIC, contract, contract.getSimpleName());
        }
        if (contract.getModifiers().contains(Modifier.SEALED)) {
            complaints.add(contract, Problem.CONTRACT_SEALED, contract);
        }
        if (Names.isPrivate(contract)) {
            complaints.add(contract, Problem.CONTRACT_HIDDEN, contract);
        }
        if (!WIRE_NAME.matcher(wireName()).matches()) {
            complaints.add(contract, Problem.CONTRACT_NAME, contract, wireName());
        }
    }

    /** Returns what the annotation says, or the package and the simple name: a proto has no types in types either. */
    private String wireName() {
        for (AnnotationValue value : annotation.getElementValues().values()) {
            if (value.getValue() instanceof String name && !name.isEmpty()) {
                return name;
            }
        }
        String javaPackage = elements.getPackageOf(contract).getQualifiedName().toString();
        return javaPackage.isEmpty()
                ? contract.getSimpleName().toString()
                : javaPackage + "." + contract.getSimpleName();
    }

    private String kind() {
        String kind = contract.getKind().name().toLowerCase(Locale.ROOT).replace("_type", "");
        return (kind.matches("[aeiou].*") ? "an " : "a ") + kind;
    }
}
