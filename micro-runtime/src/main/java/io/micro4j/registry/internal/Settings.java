package io.micro4j.registry.internal;

import io.micro4j.registry.RegistryOptions;
import java.util.Locale;
import java.util.Map;

/**
 * What only some registries know: from the options, else from the environment, where {@code mdns.interfaces} is {@code MICRO_MDNS_INTERFACES}.
 *
 * @param options what was said in code
 * @param environment what was said outside
 */
public record Settings(RegistryOptions options, Map<String, String> environment) {
    /** Returns the settings of {@code options} and of this process. */
    public static Settings of(RegistryOptions options) {
        return new Settings(options, System.getenv());
    }

    /** Returns what {@code name} says; {@code otherwise} if it says nothing. */
    public String get(String name, String otherwise) {
        String variable = "MICRO_" + name.toUpperCase(Locale.ROOT).replace('.', '_');
        String value = options.settings().getOrDefault(name, environment.getOrDefault(variable, ""));
        return value.isBlank() ? otherwise : value.strip();
    }
}
