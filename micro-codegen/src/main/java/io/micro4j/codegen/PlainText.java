package io.micro4j.codegen;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Comments that were not written for Javadoc. */
final class PlainText {
    private static final Pattern BLANK_LINES = Pattern.compile("\\n(?:[ \\t]*\\n)+");
    private static final Pattern LAID_OUT = Pattern.compile("(?m)^(?:\\s|[-*+#|>] |```|\\d+[.)] )");

    /** Returns {@code text} as Javadoc: paragraphs stay paragraphs, lists and code keep their lines. */
    static String toJavadoc(String text) {
        String clean = text.lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
        return Arrays.stream(BLANK_LINES.split(clean.stripIndent().strip()))
                .map(PlainText::block)
                .collect(Collectors.joining("\n\n"))
                .replaceAll("\n\n(?!<pre>)", "\n\n<p>");
    }

    private static String block(String lines) {
        String escaped = escape(lines);
        return LAID_OUT.matcher(lines).find() ? "<pre>\n" + escaped + "\n</pre>" : escaped;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replace("*/", "*&#47;")
                .replace("\\u", "&#92;u");
    }

    private PlainText() {}
}
