package io.micro4j.service;

import io.micro4j.internal.EditDistance;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One place outside of code where options are said. Immutable.
 *
 * @param values gives what is said of an option, or null
 * @param names gives how that place calls an option: {@code --server_name}
 */
record Layer(Function<Option<?>, @Nullable String> values, Function<Option<?>, String> names) {
    private static final String FLAG = "--";

    /** Returns what the environment says. */
    static Layer environment(Map<String, String> variables) {
        Map<String, String> copy = Map.copyOf(variables);
        return new Layer(option -> copy.get(option.variable()), Option::variable);
    }

    /** Returns what the system properties say: {@code micro.server.name}. */
    static Layer properties() {
        return new Layer(option -> System.getProperty(option.property()), Option::property);
    }

    /**
     * Returns what {@code --server_name=greeter}, or {@code --server_name greeter}, and so on say.
     *
     * @throws IllegalArgumentException if one is no flag, is unknown, has no value, or is given twice
     */
    static Layer flags(List<String> arguments) {
        Map<String, String> said = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith(FLAG)) {
                throw new IllegalArgumentException("\"" + argument + "\" is no flag; write --name=value");
            }
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            Option<?> option = known(name, Option.variable(name.substring(FLAG.length())), Option::flag);
            String value;
            if (equals >= 0) {
                value = argument.substring(equals + 1);
            } else if (option.kind().equals(Kind.FLAG)) {
                value = "true";
            } else if (i + 1 < arguments.size()) {
                value = arguments.get(++i);
            } else {
                throw new IllegalArgumentException(
                        name + " has no value; give " + option.kind().words());
            }
            if (said.put(option.variable(), value) != null) {
                throw new IllegalArgumentException(name + " is given twice; give it once");
            }
        }
        return new Layer(option -> said.get(option.variable()), Option::flag);
    }

    /**
     * Returns what a file of properties (UTF-8) says; a key is an option's name in any of its forms: {@code MICRO_SERVER_NAME},
     * {@code micro.server.name}, {@code server.name}.
     *
     * @throws IllegalArgumentException if the file cannot be read, has an unknown key, or says one option twice
     */
    static Layer file(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new IllegalArgumentException("The file of options " + file + " cannot be read: " + e, e);
        }
        Map<String, String> said = new HashMap<>();
        Map<String, String> keys = new HashMap<>();
        for (String key : new TreeSet<>(properties.stringPropertyNames())) {
            String variable = known(key + " in " + file, Option.variable(key), option -> option.property())
                    .variable();
            String before = keys.put(variable, key);
            if (before != null) {
                throw new IllegalArgumentException(
                        before + " and " + key + " in " + file + " say the same option; keep one of them");
            }
            said.put(variable, properties.getProperty(key));
        }
        return new Layer(
                option -> said.get(option.variable()),
                option -> keys.getOrDefault(option.variable(), option.variable()) + " in " + file);
    }

    private static Option<?> known(String called, String variable, Function<Option<?>, String> names) {
        return Options.all()
                .filter(option -> option.variable().equals(variable))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        called + " is no option" + nearest(variable, names) + " docs/options.md lists them"));
    }

    private static String nearest(String variable, Function<Option<?>, String> names) {
        List<String> nearest = EditDistance.nearest(
                variable, Options.all().map(option -> option.variable()).toList());
        return Options.all()
                .filter(option -> !nearest.isEmpty() && option.variable().equals(nearest.get(0)))
                .map(option -> "; did you mean " + names.apply(option) + "?")
                .findFirst()
                .orElse(";");
    }
}
