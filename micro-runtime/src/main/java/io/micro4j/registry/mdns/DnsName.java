package io.micro4j.registry.mdns;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names as text: labels between dots; a dot or backslash inside a label has a backslash in front. */
final class DnsName {
    static final int LONGEST_LABEL = 63;
    /** With the length bytes and the root. */
    static final int LONGEST = 255;

    private DnsName() {}

    /** Returns {@code name} as text that {@link #labels} takes apart at its dots, and nowhere else. */
    static String of(String name) {
        return name.replace("\\", "\\\\");
    }

    /** Returns what {@link #of} was given. */
    static String plain(String name) {
        return name.replace("\\\\", "\\");
    }

    /** Returns the text of one label. */
    static String label(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        return text.indexOf('.') < 0 && text.indexOf('\\') < 0
                ? text
                : text.replace("\\", "\\\\").replace(".", "\\.");
    }

    /** Returns the labels of {@code name}, the first one first. */
    static List<String> labels(String name) {
        List<String> labels = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == '\\') {
                i++;
            } else if (name.charAt(i) == '.') {
                labels.add(name.substring(start, i));
                start = i + 1;
            }
        }
        labels.add(name.substring(start));
        return labels;
    }

    /** Returns the bytes of a label as it stands in {@link #labels}. */
    static byte[] bytes(String label) {
        return label.indexOf('\\') < 0
                ? label.getBytes(UTF_8)
                : label.replaceAll("\\\\(.)", "$1").getBytes(UTF_8);
    }

    /** Returns what keeps {@code name} from being written, for a person; null if nothing does. */
    static @Nullable String problem(String name) {
        int length = 1;
        for (String label : labels(name)) {
            int bytes = bytes(label).length;
            if (bytes == 0) {
                return "\"" + name + "\" has nothing between two dots, or before or after one";
            }
            if (bytes > LONGEST_LABEL) {
                return "\"" + label + "\" has " + bytes + " bytes, and DNS has room for " + LONGEST_LABEL;
            }
            length += bytes + 1;
        }
        return length <= LONGEST
                ? null
                : "\"" + name + "\" takes " + length + " bytes, and DNS has room for " + LONGEST;
    }
}
