package io.micro4j.processor;

import io.micro4j.codegen.JavaNames;
import io.micro4j.codegen.MethodModel;
import io.micro4j.codegen.Shape;
import io.micro4j.processor.json.JsonReader;
import io.micro4j.processor.report.Complaints;
import io.micro4j.processor.report.Problem;
import io.micro4j.processor.report.UnresolvedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** From the methods of one interface to the models of its rpcs. */
final class MethodReader {
    private static final String IDEMPOTENT = "io.micro4j.Idempotent";
    private static final Pattern WIRE_NAME = Pattern.compile("[A-Za-z_]\\w*");

    private final Elements elements;
    private final Types types;
    private final TypeElement contract;
    private final Complaints complaints;
    private final Rpcs rpcs;
    private final SideReader sides;
    private boolean waits;

    MethodReader(ProcessingEnvironment environment, TypeElement contract, JsonReader json, Complaints complaints) {
        this.elements = environment.getElementUtils();
        this.types = environment.getTypeUtils();
        this.contract = contract;
        this.complaints = complaints;
        this.rpcs = new Rpcs(environment, contract, complaints);
        this.sides = new SideReader(environment, contract, json, complaints);
    }

    /** Returns whether {@link #read} met a type that is not there yet. */
    boolean waits() {
        return waits;
    }

    List<MethodModel> read() {
        List<MethodModel> models = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ExecutableElement method : rpcs.find()) {
            checkName(method, names);
            try {
                read(method).ifPresent(models::add);
            } catch (UnresolvedException e) {
                waits = true;
            }
        }
        waits |= !rpcs.complete();
        return models;
    }

    private Optional<MethodModel> read(ExecutableElement method) {
        if (!method.getTypeParameters().isEmpty()) {
            complaints.add(method, Problem.METHOD_GENERIC, describe(method));
            return Optional.empty();
        }
        ExecutableType type = (ExecutableType) types.asMemberOf((DeclaredType) contract.asType(), method);
        checkThrown(method, type);
        Optional<SideReader.Side> request = readRequest(method, type);
        Optional<SideReader.Side> reply = readReply(method, type);
        return request.flatMap(in -> reply.map(out -> new MethodModel(
                method.getSimpleName().toString(),
                rpc(method),
                Shape.of(in.isStream(), out.isStream()),
                in.message(),
                out.message(),
                isIdempotent(method),
                Docs.of(method, elements))));
    }

    private Optional<SideReader.Side> readRequest(ExecutableElement method, ExecutableType type) {
        int parameters = method.getParameters().size();
        if (parameters != 1) {
            complaints.add(method, Problem.METHOD_PARAMETERS, describe(method), parameters, rpc(method) + "Request");
            return Optional.empty();
        }
        Use use = new Use(method.getParameters().get(0), describe(method), rpc(method) + "Request");
        return sides.read(type.getParameterTypes().get(0), use);
    }

    private Optional<SideReader.Side> readReply(ExecutableElement method, ExecutableType type) {
        TypeMirror reply = type.getReturnType();
        if (reply.getKind() == TypeKind.VOID) {
            complaints.add(method, Problem.REPLY_VOID, describe(method), rpc(method) + "Reply");
            return Optional.empty();
        }
        return sides.read(reply, new Use(method, describe(method), rpc(method) + "Reply"));
    }

    private void checkName(ExecutableElement method, Set<String> names) {
        if (!WIRE_NAME.matcher(rpc(method)).matches()) {
            complaints.add(method, Problem.METHOD_NAME, describe(method), rpc(method));
        }
        if (!names.add(JavaNames.type(rpc(method)))) {
            complaints.add(method, Problem.METHOD_OVERLOADED, describe(method));
        }
    }

    private void checkThrown(ExecutableElement method, ExecutableType type) {
        for (TypeMirror thrown : type.getThrownTypes()) {
            if (thrown.getKind() == TypeKind.ERROR) {
                throw new UnresolvedException(thrown.toString());
            }
            if (!isA(thrown, RuntimeException.class) && !isA(thrown, Error.class)) {
                complaints.add(method, Problem.METHOD_THROWS, describe(method), thrown);
            }
        }
    }

    private boolean isA(TypeMirror type, Class<?> parent) {
        return types.isSubtype(type, elements.getTypeElement(parent.getName()).asType());
    }

    private boolean isIdempotent(ExecutableElement method) {
        return method.getAnnotationMirrors().stream()
                .anyMatch(annotation -> ((TypeElement)
                                annotation.getAnnotationType().asElement())
                        .getQualifiedName()
                        .contentEquals(IDEMPOTENT));
    }

    private static String rpc(ExecutableElement method) {
        String name = method.getSimpleName().toString();
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private String describe(ExecutableElement method) {
        return contract + "." + method.getSimpleName();
    }
}
