package io.micro4j.codec.json;

import java.util.HashMap;
import java.util.Map;

/** What the constants of an enum are called in JSON. */
final class EnumNames {
    private EnumNames() {}

    static <E extends Enum<E>> JsonKey<E> form(E[] constants, String... renamed) {
        if (constants.length == 0) {
            throw new IllegalArgumentException("The enum has no constants, so that there are no values of it");
        }
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i + 1 < renamed.length; i += 2) {
            names.put(renamed[i], renamed[i + 1]);
        }
        Map<String, E> byName = new HashMap<>();
        for (E constant : constants) {
            byName.put(names.getOrDefault(constant.name(), constant.name()), constant);
        }
        return TextForm.of(
                constants[0].getDeclaringClass(),
                "the name of a constant of " + constants[0].getDeclaringClass().getSimpleName(),
                constant -> names.getOrDefault(constant.name(), constant.name()),
                text -> {
                    E found = byName.get(text);
                    if (found == null) {
                        throw new IllegalArgumentException("no such constant");
                    }
                    return found;
                });
    }
}
