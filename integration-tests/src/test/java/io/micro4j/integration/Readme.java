package io.micro4j.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The README of the repository, as its reader takes it: blocks to paste. Immutable. */
record Readme(String text) {
    private static final Pattern BLOCK = Pattern.compile("^```(\\w+)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern ONLY_OURS = Pattern.compile("\\n  <!-- Only inside .*</profiles>\\n", Pattern.DOTALL);
    private static final Pattern PATH = Pattern.compile("\\A// (src/\\S+)\\n");

    /** Returns the POM of an example as it is without us around it. */
    static String withoutUs(String pom) {
        return ONLY_OURS.matcher(pom).replaceFirst("");
    }

    static Readme read() {
        return new Readme(contentOf(Machine.root().resolve("README.md")));
    }

    static String contentOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** Returns the POM to paste. */
    String pom() {
        return single("xml", "<project ");
    }

    /** Returns what a POM says of the annotation processor. */
    String processor() {
        return single("xml", "micro-processor");
    }

    /** Returns the command that calls the greeter with JSON. */
    String curl() {
        return single("sh", "curl ");
    }

    /** Returns the blocks that say in their first line which file they are. */
    List<SourceFile> files() {
        return BLOCK.matcher(text)
                .results()
                .map(block -> block.group(2))
                .filter(content -> PATH.matcher(content).find())
                .map(Readme::file)
                .toList();
    }

    /** Returns the Java that is no file: statements that show how something is said. */
    String statements() {
        return BLOCK.matcher(text)
                .results()
                .filter(block -> block.group(1).equals("java")
                        && !PATH.matcher(block.group(2)).find())
                .map(block -> block.group(2))
                .collect(Collectors.joining());
    }

    private static SourceFile file(String content) {
        String path = PATH.matcher(content)
                .results()
                .map(first -> first.group(1))
                .findFirst()
                .orElseThrow();
        return new SourceFile(Path.of(path), PATH.matcher(content).replaceFirst(""));
    }

    private String single(String language, String part) {
        List<String> found = BLOCK.matcher(text)
                .results()
                .filter(block ->
                        block.group(1).equals(language) && block.group(2).contains(part))
                .map(block -> block.group(2))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("README.md has " + found.size() + " blocks of " + language + " with \"" + part
                    + "\", not one:\n" + found.stream().collect(Collectors.joining("\n---\n")));
        }
        return found.get(0);
    }

    /** A file that the README shows. */
    record SourceFile(Path path, String content) {}
}
