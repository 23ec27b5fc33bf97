package io.micro4j.integration;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;

/** What a test needs of the machine. Where it is missing, the test is skipped in words, but on CI it fails. */
public final class Needs {
    private Needs() {}

    public static void program(String name) {
        that(
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, name))),
                name + " is not on the PATH; install it to run this test");
    }

    public static void that(boolean there, String otherwise) {
        if (!there && "true".equals(System.getenv("CI"))) {
            throw new AssertionError(otherwise);
        }
        Assumptions.assumeTrue(there, otherwise);
    }
}
