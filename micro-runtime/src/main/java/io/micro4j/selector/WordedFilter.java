package io.micro4j.selector;

import io.micro4j.registry.Node;
import io.micro4j.registry.ServiceEntry;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A filter, with how it is written. */
record WordedFilter(String words, UnaryOperator<List<ServiceEntry>> filter) implements NodeFilter {
    private static final Pattern FORM = Pattern.compile(
            "(?<entry>version|endpoint)\\s*=\\s*(?<name>\\S+)|(?<node>label|prefer)\\s+(?<key>[^=\\s]+)\\s*=\\s*(?<value>.*\\S)"
                    + "|without\\s+(?<without>\\S.*)");

    static NodeFilter entries(String words, Predicate<ServiceEntry> wanted) {
        return new WordedFilter(
                words, versions -> versions.stream().filter(wanted).toList());
    }

    static NodeFilter nodes(String words, Predicate<Node> wanted) {
        return new WordedFilter(words, versions -> having(versions, wanted));
    }

    static NodeFilter preferring(String key, List<String> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("prefer " + key + ": name at least one value");
        }
        return new WordedFilter(
                "prefer " + key + "=" + String.join(",", values),
                versions -> values.stream()
                        .map(value -> having(versions, node -> value.equals(node.says(key))))
                        .filter(found -> !found.isEmpty())
                        .findFirst()
                        .orElse(versions));
    }

    static List<NodeFilter> parse(String text) {
        return Arrays.stream(text.split(";"))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(WordedFilter::parseOne)
                .toList();
    }

    private static NodeFilter parseOne(String part) {
        Matcher form = FORM.matcher(part);
        if (!form.matches()) {
            throw new IllegalArgumentException("\"" + part + "\" is no filter of nodes; write version=…, endpoint=…, "
                    + "label key=value, prefer key=value,value or without id-or-address,…");
        }
        if (form.group("entry") != null) {
            String name = form.group("name");
            return form.group("entry").equals("version") ? NodeFilter.version(name) : NodeFilter.endpoint(name);
        }
        if (form.group("without") != null) {
            return NodeFilter.without(list(form.group("without")));
        }
        String key = form.group("key");
        String value = form.group("value");
        return form.group("node").equals("label") ? NodeFilter.label(key, value) : NodeFilter.prefer(key, list(value));
    }

    private static String[] list(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .distinct()
                .toArray(String[]::new);
    }

    private static List<ServiceEntry> having(List<ServiceEntry> versions, Predicate<Node> wanted) {
        return versions.stream()
                .map(entry ->
                        entry.withNodes(entry.nodes().stream().filter(wanted).toList()))
                .filter(entry -> !entry.nodes().isEmpty())
                .toList();
    }

    @Override
    public List<ServiceEntry> apply(List<ServiceEntry> versions) {
        return filter.apply(versions);
    }

    @Override
    public String toString() {
        return words;
    }
}
