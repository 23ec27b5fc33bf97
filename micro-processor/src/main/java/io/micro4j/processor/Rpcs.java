package io.micro4j.processor;

import static java.util.Objects.requireNonNull;

import io.micro4j.processor.report.Complaints;
import io.micro4j.processor.report.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Finds the methods of an interface that whoever implements it must write. */
final class Rpcs {
    private final Elements elements;
    private final Types types;
    private final TypeElement contract;
    private final Complaints complaints;
    private boolean complete = true;

    Rpcs(ProcessingEnvironment environment, TypeElement contract, Complaints complaints) {
        this.elements = environment.getElementUtils();
        this.types = environment.getTypeUtils();
        this.contract = contract;
        this.complaints = complaints;
    }

    /** Returns whether {@link #find} could look into every interface that {@code contract} extends. */
    boolean complete() {
        return complete;
    }

    /** Returns them in the order of the sources, the interface's own before those that it inherits. */
    List<ExecutableElement> find() {
        Set<TypeElement> interfaces = new LinkedHashSet<>();
        addWithParents(contract, interfaces);
        List<ExecutableElement> all = interfaces.stream()
                .flatMap(each -> ElementFilter.methodsIn(each.getEnclosedElements()).stream())
                .filter(method -> !method.getModifiers().contains(Modifier.STATIC)
                        && !method.getModifiers().contains(Modifier.PRIVATE))
                .toList();
        List<ExecutableElement> found = new ArrayList<>();
        for (ExecutableElement method : all) {
            boolean overridden = all.stream().anyMatch(other -> elements.overrides(other, method, contract));
            if (!overridden && method.getModifiers().contains(Modifier.ABSTRACT) && !isOfObject(method)) {
                addOrReplace(method, found);
            }
        }
        return found;
    }

    private void addWithParents(TypeElement type, Set<TypeElement> interfaces) {
        if (interfaces.add(type)) {
            for (TypeMirror parent : type.getInterfaces()) {
                if (parent.getKind() == TypeKind.ERROR) {
                    complete = false;
                } else {
                    addWithParents((TypeElement) types.asElement(parent), interfaces);
                }
            }
        }
    }

    /** Two unrelated parents may have the same method: the one with the narrower result counts. */
    private void addOrReplace(ExecutableElement method, List<ExecutableElement> found) {
        for (int i = 0; i < found.size(); i++) {
            if (isSame(method, found.get(i))) {
                checkTwins(method, found.get(i));
                if (types.isSubtype(result(method), result(found.get(i)))) {
                    found.set(i, method);
                }
                return;
            }
        }
        found.add(method);
    }

    private void checkTwins(ExecutableElement method, ExecutableElement twin) {
        ExecutableType one = (ExecutableType) method.asType();
        ExecutableType other = (ExecutableType) twin.asType();
        if (!types.isSubsignature(one, other)) {
            complaints.add(
                    method,
                    Problem.METHOD_AMBIGUOUS,
                    contract + "." + method.getSimpleName(),
                    parentOf(twin),
                    parentOf(method),
                    contract);
        }
    }

    private static TypeElement parentOf(ExecutableElement method) {
        return (TypeElement) requireNonNull(method.getEnclosingElement());
    }

    private boolean isSame(ExecutableElement one, ExecutableElement other) {
        return one.getSimpleName().equals(other.getSimpleName())
                && (types.isSubsignature(typeOf(one), typeOf(other))
                        || types.isSubsignature(typeOf(other), typeOf(one)));
    }

    private TypeMirror result(ExecutableElement method) {
        return typeOf(method).getReturnType();
    }

    private ExecutableType typeOf(ExecutableElement method) {
        return (ExecutableType) types.asMemberOf((DeclaredType) contract.asType(), method);
    }

    /** An interface may repeat a method of Object, which every implementation has. */
    private boolean isOfObject(ExecutableElement method) {
        Element object = elements.getTypeElement("java.lang.Object");
        return object != null
                && ElementFilter.methodsIn(object.getEnclosedElements()).stream()
                        .filter(each -> each.getModifiers().contains(Modifier.PUBLIC))
                        .anyMatch(each -> each.getSimpleName().equals(method.getSimpleName())
                                && types.isSubsignature(
                                        (ExecutableType) method.asType(), (ExecutableType) each.asType()));
    }
}
