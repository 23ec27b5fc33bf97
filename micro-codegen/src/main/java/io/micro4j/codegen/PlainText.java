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
        return Arrays.stream(BLANK_LINES.split(withoutMargin(text)))
                .map(PlainText::block)
                .collect(Collectors.joining("\n\n"))
                .replaceAll("\n\n(?!<pre>)", "\n\n<p>");
    }

    /** Blank lines around the text have no indentation that would count. */
    private static String withoutMargin(String text) {
        String lines = text.lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
        return lines.stripTrailing().stripIndent().strip();
    }

    private static String block(String lines) {
        boolean laidOut = LAID_OUT.matcher(lines).find();
        return laidOut ? "<pre>\n" + escape(lines.stripIndent()) + "\n</pre>" : escape(lines);
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
