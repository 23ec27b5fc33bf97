package io.micro4j.processor.type;

import io.micro4j.codegen.ServiceModel.Surroundings;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Who can name which type, and what a name means where. */
public final class Names {
    /** Returns whether {@code type}, or a type around it, is private. */
    public static boolean isPrivate(TypeElement type) {
        return around(type).anyMatch(each -> each.getModifiers().contains(Modifier.PRIVATE));
    }

    /** Returns whether {@code type} and every type around it are public. */
    public static boolean isPublic(TypeElement type) {
        return around(type).allMatch(each -> each.getModifiers().contains(Modifier.PUBLIC));
    }

    /** Returns whether code in {@code place} can name {@code type}. */
    public static boolean isVisible(TypeElement type, PackageElement place, Elements elements) {
        return isPublic(type)
                || (!isPrivate(type) && elements.getPackageOf(type).equals(place));
    }

    /** Returns whether {@code type} is one of the JDK's. */
    public static boolean isOfJdk(TypeElement type, Elements elements) {
        String javaPackage = elements.getPackageOf(type).getQualifiedName().toString();
        return javaPackage.startsWith("java.") || javaPackage.startsWith("javax.");
    }

    /** Returns whether naming {@code type} draws a warning. */
    public static boolean isDeprecated(TypeElement type, Elements elements) {
        return around(type).anyMatch(elements::isDeprecated);
    }

    /** Returns what the names around {@code contract} hide. */
    public static Surroundings around(TypeElement contract, Elements elements) {
        Set<String> nested = ElementFilter.typesIn(elements.getAllMembers(contract)).stream()
                .map(type -> type.getSimpleName().toString())
                .collect(Collectors.toSet());
        Set<String> beside = ElementFilter.typesIn(
                        elements.getPackageOf(contract).getEnclosedElements())
                .stream()
                .map(type -> type.getSimpleName().toString())
                .collect(Collectors.toSet());
        return new Surroundings(beside, nested);
    }

    /** Returns whether {@code construct} says that it may be null. Any annotation of that name will do: there are many, and they all mean this. */
    public static boolean isNullable(AnnotatedConstruct construct) {
        return construct.getAnnotationMirrors().stream()
                .anyMatch(annotation -> annotation
                        .getAnnotationType()
                        .asElement()
                        .getSimpleName()
                        .contentEquals("Nullable"));
    }

    private static Stream<Element> around(TypeElement type) {
        return Stream.iterate(
                type, each -> each != null && !(each instanceof PackageElement), Element::getEnclosingElement);
    }

    private Names() {}
}
