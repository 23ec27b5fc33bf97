package io.micro4j.service;

import io.micro4j.broker.BrokerOptions;
import io.micro4j.broker.SubscribeOptions;
import io.micro4j.call.CallOptions;
import io.micro4j.client.ClientOptions;
import io.micro4j.registry.RegistryOptions;
import io.micro4j.registry.mdns.MdnsOptions;
import io.micro4j.selector.SelectorOptions;
import io.micro4j.server.ServerOptions;
import io.micro4j.transport.Tls;
import io.micro4j.transport.TransportOptions;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The part of {@code docs/options.md} for what has no name outside of code: components of records of options, in the words of their Javadoc. */
final class InCodeOnly {
    private static final String HEAD = """

            ## In code only

            What differs from call to call or from subscription to subscription, what is made of code, and what is rarely changed.
            """;
    private static final Pattern PARAMETER =
            Pattern.compile("^ \\* @param (\\w+) (.*?)(?=\\n \\* @|\\n \\*/)", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\{@(?:code|link) #?([^}]*)}");

    /** Each record, and which parts of {@link Options} say its components outside of code. */
    static final Map<Class<? extends Record>, Set<String>> RECORDS = records();

    /** Said by the method that says another component, too. */
    private static final Set<String> SAID_TOGETHER = Set.of("key");

    /** Components that are said by methods which are not called as they are. */
    private static final Map<String, List<String>> METHODS = Map.of(
            "settings", List.of("withSetting"), "selection", List.of("withVersion", "withLabel", "withShardKey"));

    private InCodeOnly() {}

    private static Map<Class<? extends Record>, Set<String>> records() {
        Map<Class<? extends Record>, Set<String>> records = new LinkedHashMap<>();
        records.put(CallOptions.class, Set.of());
        records.put(SubscribeOptions.class, Set.of());
        records.put(ServerOptions.class, Set.of("Server"));
        records.put(ClientOptions.class, Set.of("Client"));
        records.put(SelectorOptions.class, Set.of("Selector"));
        records.put(RegistryOptions.class, Set.of("Registry"));
        records.put(MdnsOptions.class, Set.of("Registry"));
        records.put(BrokerOptions.class, Set.of("Broker"));
        records.put(TransportOptions.class, Set.of("Transport", "Client", "TLS"));
        records.put(Tls.class, Set.of("TLS"));
        return Collections.unmodifiableMap(records);
    }

    static String section() {
        return RECORDS.entrySet().stream()
                .map(record -> table(record.getKey(), record.getValue()))
                .collect(Collectors.joining("", HEAD, ""));
    }

    private static String table(Class<? extends Record> record, Set<String> titles) {
        List<String> outside = Options.ALL.stream()
                .filter(group -> titles.contains(group.title()))
                .flatMap(group -> group.options().stream())
                .map(option -> component(option.inCode()))
                .toList();
        Map<String, String> words = words(record);
        String rows = Arrays.stream(record.getRecordComponents())
                .filter(component ->
                        !outside.contains(component.getName()) && !SAID_TOGETHER.contains(component.getName()))
                .map(component -> row(record, component, words))
                .collect(Collectors.joining());
        return rows.isEmpty()
                ? ""
                : "\n### " + record.getSimpleName() + "\n\n| in code | what it says | default |\n|---|---|---|\n"
                        + rows;
    }

    /** Returns what {@code withTimeout}, {@code timeout} or {@code mdns.timeout} says. */
    private static String component(String inCode) {
        String bare = inCode.substring(inCode.indexOf('.') + 1);
        return bare.startsWith("with") ? bare.substring(4, 5).toLowerCase(Locale.ROOT) + bare.substring(5) : bare;
    }

    private static String row(Class<? extends Record> record, RecordComponent component, Map<String, String> words) {
        String text = words.get(component.getName());
        if (text == null) {
            throw new AssertionError(record.getName() + " has no @param " + component.getName());
        }
        String value = written(usual(record, component));
        String methods = methods(record, component.getName()).stream()
                .map(method -> "`" + method + "`")
                .collect(Collectors.joining(", "));
        return "| " + methods + " | " + text + " | " + (value.isEmpty() ? "" : "`" + value + "` ") + "|\n";
    }

    /** Returns the methods that say it, which have to be there. */
    private static List<String> methods(Class<? extends Record> record, String component) {
        Set<String> there = Stream.concat(Stream.of(record), Arrays.stream(record.getClasses()))
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(method -> method.getParameterCount() > 0)
                .map(method -> method.getName())
                .collect(Collectors.toSet());
        String with = "with" + component.substring(0, 1).toUpperCase(Locale.ROOT) + component.substring(1);
        List<String> methods = METHODS.getOrDefault(component, List.of(there.contains(with) ? with : component));
        if (!there.containsAll(methods)) {
            throw new AssertionError(record.getName() + " has no method to say " + component + ", as " + methods);
        }
        return methods;
    }

    private static Map<String, String> words(Class<? extends Record> record) {
        Path file = OptionsPageTest.ROOT.resolve(
                "micro-runtime/src/main/java/" + record.getName().replace('.', '/') + ".java");
        return PARAMETER
                .matcher(OptionsPageTest.contentOf(file))
                .results()
                .collect(Collectors.toMap(found -> found.group(1), InCodeOnly::words));
    }

    private static String words(MatchResult found) {
        String text = found.group(2).replaceAll("\\s*\\n \\*\\s*", " ").strip();
        return LINK.matcher(text).replaceAll(link -> "`" + link.group(1).replace('#', '.') + "`");
    }

    private static Object usual(Class<? extends Record> record, RecordComponent component) {
        try {
            Object options = record == ServerOptions.class
                    ? ServerOptions.of("micro.server")
                    : record.getField("DEFAULT").get(null);
            Object value = component.getAccessor().invoke(options);
            return value == null ? "" : value;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(record.getName() + " has no default", e);
        }
    }

    /** Only what a person would write as it is. */
    private static String written(Object value) {
        if (value instanceof Duration time) {
            return GoDuration.write(time);
        }
        return value instanceof String || value instanceof Number || value instanceof Boolean
                ? String.valueOf(value)
                : "";
    }
}
