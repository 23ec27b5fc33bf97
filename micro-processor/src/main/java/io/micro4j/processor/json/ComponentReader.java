package io.micro4j.processor.json;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import io.micro4j.codegen.json.JsonModel;
import io.micro4j.codegen.json.JsonModel.Form;
import io.micro4j.processor.json.JsonReader.Place;
import io.micro4j.processor.report.Complaints;
import io.micro4j.processor.report.Problem;
import io.micro4j.processor.report.UnresolvedException;
import io.micro4j.processor.type.Names;
import io.micro4j.processor.type.Protobuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** From the type of a component to how it is written. */
final class ComponentReader {
    /** Types that hold types: more of them in each other than anybody writes, but a record may that holds itself, each time of more. */
    private static final int DEEPEST = 16;

    private static final String STRING = "java.lang.String";

    private final Elements elements;
    private final PackageElement place;
    private final Protobuf protobuf;
    private final JsonReader records;
    private final Complaints complaints;

    ComponentReader(
            ProcessingEnvironment environment, TypeElement contract, JsonReader records, Complaints complaints) {
        this.elements = environment.getElementUtils();
        this.place = elements.getPackageOf(contract);
        this.protobuf = new Protobuf(environment, contract);
        this.records = records;
        this.complaints = complaints;
    }

    /** Returns nothing after a complaint. */
    Optional<Form> read(TypeMirror type, boolean nullable, Place at) {
        if (type.getKind().isPrimitive()) {
            return Optional.of(Form.DIRECT);
        }
        boolean mayBeNull = nullable || Names.isNullable(type);
        if (!mayBeNull
                && type.getKind() == TypeKind.DECLARED
                && element(type).getQualifiedName().contentEquals(STRING)) {
            return Optional.of(Form.DIRECT);
        }
        return held(type, at, 0).map(form -> mayBeNull ? nullable(form) : form);
    }

    /** Says whether generated code can name {@code type}, which {@code around} names. */
    boolean isVisible(TypeElement type, TypeElement around, String method) {
        if (Names.isVisible(type, place, elements)) {
            return true;
        }
        complaints.add(around, Problem.JSON_HIDDEN, method, type, place);
        return false;
    }

    /** What holds others, or is held: never a primitive. */
    private Optional<Form> held(TypeMirror type, Place at, int depth) {
        if (depth > DEEPEST) {
            return refuse(Problem.JSON_ENDLESS, type, at);
        }
        return switch (type.getKind()) {
            case ERROR -> throw new UnresolvedException(type.toString());
            case ARRAY -> array((ArrayType) type, at);
            case DECLARED -> declared((DeclaredType) type, at, depth);
            default -> refuse(Problem.JSON_TYPE, type, at);
        };
    }

    private Optional<Form> array(ArrayType type, Place at) {
        TypeMirror element = type.getComponentType();
        if (element.getKind() == TypeKind.BYTE) {
            return Optional.of(new JsonModel.Known("BYTES"));
        }
        boolean simple = element.getKind().isPrimitive()
                || TypeName.get(element).toString().equals(STRING);
        return simple ? Optional.of(new JsonModel.Gson(TypeName.get(type))) : refuse(Problem.JSON_TYPE, type, at);
    }

    private Optional<Form> declared(DeclaredType type, Place at, int depth) {
        TypeElement element = element(type);
        String name = element.getQualifiedName().toString();
        String known = JsonTypes.KNOWN.get(name);
        if (known != null) {
            return Optional.of(new JsonModel.Known(known));
        }
        String holder = JsonTypes.HOLDERS.get(name);
        if (holder != null) {
            return holder(holder, type, at, depth);
        }
        if (element.getTypeParameters().size() != type.getTypeArguments().size() || Names.isOfJdk(element, elements)) {
            return refuse(Problem.JSON_TYPE, type, at);
        }
        if (!Names.isVisible(element, place, elements)) {
            complaints.add(at.at(), Problem.JSON_HIDDEN, at.method(), element, place);
            return Optional.empty();
        }
        if (element.getKind() == ElementKind.ENUM) {
            return Optional.of(new JsonModel.Constants(ClassName.get(element), renamed(element)));
        }
        if (JsonReader.isData(element)) {
            return data(type, element, at);
        }
        return isPlain(element)
                ? Optional.of(new JsonModel.Gson(ClassName.get(element)))
                : refuse(Problem.JSON_TYPE, type, at);
    }

    private Optional<Form> data(DeclaredType type, TypeElement element, Place at) {
        if (element.getKind() == ElementKind.INTERFACE
                && !element.getTypeParameters().isEmpty()) {
            return refuse(Problem.JSON_TYPE, type, at);
        }
        if (nesting(type) > DEEPEST) {
            return refuse(Problem.JSON_ENDLESS, type, at);
        }
        return records.read(type, at.method()) ? Optional.of(new JsonModel.Own(TypeName.get(type))) : Optional.empty();
    }

    private Optional<Form> holder(String method, DeclaredType type, Place at, int depth) {
        if (type.getTypeArguments().isEmpty()) {
            return refuse(Problem.JSON_TYPE, type, at);
        }
        List<Form> forms = new ArrayList<>();
        for (TypeMirror argument : type.getTypeArguments()) {
            Optional<Form> form =
                    held(argument, at, depth + 1).map(each -> Names.isNullable(argument) ? nullable(each) : each);
            if (form.isEmpty()) {
                return Optional.empty();
            }
            forms.add(form.get());
        }
        if (JsonTypes.MAPS.contains(method) && !isKey(forms.get(0))) {
            return refuse(Problem.JSON_KEY, type.getTypeArguments().get(0), at);
        }
        return Optional.of(new JsonModel.Of(method, forms));
    }

    private static boolean isKey(Form form) {
        return form instanceof JsonModel.Constants
                || (form instanceof JsonModel.Known known && !JsonTypes.NO_KEYS.contains(known.constant()));
    }

    private static Form nullable(Form form) {
        return new JsonModel.Of("nullable", List.of(form));
    }

    private static List<String> renamed(TypeElement type) {
        List<String> pairs = new ArrayList<>();
        for (VariableElement constant : ElementFilter.fieldsIn(type.getEnclosedElements())) {
            if (constant.getKind() == ElementKind.ENUM_CONSTANT) {
                Annotations.name(constant).ifPresent(name -> {
                    pairs.add(constant.getSimpleName().toString());
                    pairs.add(name);
                });
            }
        }
        return pairs;
    }

    /** Returns whether Gson can make one. */
    private boolean isPlain(TypeElement type) {
        boolean inner = type.getNestingKind() == NestingKind.MEMBER
                && !type.getModifiers().contains(Modifier.STATIC);
        return type.getKind() == ElementKind.CLASS
                && type.getTypeParameters().isEmpty()
                && !type.getModifiers().contains(Modifier.ABSTRACT)
                && !inner
                && protobuf.kind(type) == Protobuf.Kind.NONE;
    }

    private static int nesting(TypeMirror type) {
        int deepest = 0;
        if (type instanceof DeclaredType declared) {
            for (TypeMirror argument : declared.getTypeArguments()) {
                deepest = Math.max(deepest, 1 + nesting(argument));
            }
        }
        return deepest;
    }

    private Optional<Form> refuse(Problem problem, TypeMirror type, Place at) {
        complaints.add(at.at(), problem, at.method(), at.record(), at.at().getSimpleName(), TypeName.get(type));
        return Optional.empty();
    }

    private static TypeElement element(TypeMirror type) {
        return (TypeElement) ((DeclaredType) type).asElement();
    }
}
