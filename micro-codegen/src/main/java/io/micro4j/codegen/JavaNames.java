package io.micro4j.codegen;

import com.palantir.javapoet.NameAllocator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Turns names of any style into names that a Java programmer would have chosen. */
public final class JavaNames {
    /** The types of {@code java.lang} that generated code names. */
    static final Set<String> IN_JAVA_LANG = Set.of("Deprecated", "Override", "String", "SuppressWarnings");

    private static final Pattern UNDERSCORE_BEFORE_LETTER = Pattern.compile("_+([A-Za-z])");
    private static final Pattern LEADING_CAPITALS = Pattern.compile("^[A-Z]+(?![a-z])|^[A-Z]");
    private static final Pattern WORD_BOUNDARY = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    /** Returns {@code name} as a type would be called: {@code say_hello} is {@code SayHello}. May not be a valid name. */
    public static String type(String name) {
        return capitalise(UNDERSCORE_BEFORE_LETTER.matcher(name).replaceAll(found -> capitalise(found.group(1))));
    }

    /**
     * Returns a Java method name for each of {@code rpcs}, in the same order: {@code SayHello} is {@code sayHello},
     * {@code HTTPGet} is {@code httpGet}. A keyword, and a name that an earlier one already has, gets an underscore.
     */
    public static List<String> methods(List<String> rpcs) {
        NameAllocator allocator = new NameAllocator();
        return rpcs.stream().map(rpc -> allocator.newName(variable(rpc))).toList();
    }

    static String variable(String name) {
        return LEADING_CAPITALS
                .matcher(type(name))
                .replaceFirst(found -> found.group().toLowerCase(Locale.ROOT));
    }

    /** Returns {@code name} as a constant would be called: {@code SayHello} is {@code SAY_HELLO}. */
    public static String constant(String name) {
        return WORD_BOUNDARY.matcher(name).replaceAll("_").toUpperCase(Locale.ROOT);
    }

    private static String capitalise(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private JavaNames() {}
}
