package io.micro4j.codegen.json;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.micro4j.codegen.JavaNames;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What forms are called: {@code StockForm} and {@code STOCK_FORM}, and never as something that the text names. */
final class JsonNames {
    private final ClassName holder;
    private final NameAllocator allocator = new NameAllocator();
    private final Map<TypeName, ClassName> forms = new HashMap<>();
    private final Map<TypeName, String> instances = new HashMap<>();

    JsonNames(JsonModel model) {
        this.holder = model.holder();
        allocator.newName(holder.simpleName());
        model.tokens().keySet().forEach(allocator::newName);
        for (JsonModel.Type type : model.types()) {
            ClassName raw =
                    type.name() instanceof ParameterizedTypeName generic ? generic.rawType() : (ClassName) type.name();
            reserve(raw.topLevelClassName().simpleName());
            reserve(raw.packageName().split("\\.", 2)[0]);
        }
        for (JsonModel.Type type : model.types()) {
            String name = words(type.name());
            forms.put(type.name(), holder.nestedClass(allocator.newName(name + "Form")));
            instances.put(type.name(), allocator.newName(JavaNames.constant(name) + "_FORM"));
        }
    }

    /** Returns the class of the form of {@code type}. */
    ClassName form(TypeName type) {
        return get(forms, type);
    }

    /** Returns the constant that holds the form of {@code type}. */
    String instance(TypeName type) {
        return get(instances, type);
    }

    /** Returns a name for the constant that holds the form of a component. */
    String composed(TypeName record, String component) {
        return allocator.newName(JavaNames.constant(words(record)) + "_" + JavaNames.constant(component));
    }

    private void reserve(String name) {
        if (!name.isEmpty() && !reserved(name)) {
            allocator.newName(name, name);
        }
    }

    private boolean reserved(String name) {
        try {
            allocator.get(name);
            return true;
        } catch (IllegalArgumentException notYet) {
            return false;
        }
    }

    private <V> V get(Map<TypeName, V> map, TypeName type) {
        V found = map.get(type);
        if (found == null) {
            throw new IllegalArgumentException(type + " is not among the types of " + holder);
        }
        return found;
    }

    /** Returns {@code Page<Stock>} as {@code PageOfStock}. */
    private static String words(TypeName type) {
        if (type instanceof ParameterizedTypeName generic) {
            return words(generic.rawType()) + "Of"
                    + generic.typeArguments().stream().map(JsonNames::words).collect(Collectors.joining("And"));
        }
        if (type instanceof ArrayTypeName array) {
            return words(array.componentType()) + "Array";
        }
        return type instanceof ClassName name ? String.join("", name.simpleNames()) : JavaNames.type(type.toString());
    }
}
