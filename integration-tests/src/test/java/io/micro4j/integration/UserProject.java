package io.micro4j.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A project that a user made of what the README shows, outside the repository. */
record UserProject(Path directory, MavenRepository repository) {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String CLASS_PATH_GOAL =
            "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath";

    /** Pastes the README's POM and files into {@code directory}, but those called {@code except}. */
    static UserProject paste(Path directory, MavenRepository repository, String except) throws IOException {
        Files.writeString(directory.resolve("pom.xml"), Readme.read().pom());
        for (Readme.SourceFile file : Readme.read().files()) {
            if (!file.path().endsWith(except)) {
                Path path = directory.resolve(file.path());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.content());
            }
        }
        return new UserProject(directory, repository);
    }

    /** Runs Maven to its end; fails with what it said. */
    void maven(String... arguments) {
        try (RunningProcess maven = startMaven(arguments)) {
            int exit = maven.awaitExit(LIMIT);
            if (exit != 0) {
                throw new AssertionError(maven + " ended with " + exit + ". It said:\n" + maven.output());
            }
        }
    }

    /** Starts Maven with the README's command for running a class. */
    RunningProcess exec(String main) {
        return startMaven("compile", "exec:java", "-Dexec.mainClass=com.example.greeter." + main);
    }

    /** Starts a class of the project in a JVM of its own, everything on the module path. */
    RunningProcess module(String main) throws IOException {
        Path list = directory.resolve("target").resolve("module-path");
        if (!Files.exists(list)) {
            maven(CLASS_PATH_GOAL, "-Dmdep.outputFile=" + list, "-Dmdep.includeScope=runtime");
        }
        String path = directory.resolve("target").resolve("classes") + ":" + Files.readString(list);
        return start(
                "module " + main,
                List.of(Machine.java(), "-p", path, "-m", "com.example.greeter/com.example.greeter." + main));
    }

    private RunningProcess startMaven(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Machine.maven(), "-q", "-B", "-ntp", "-Dmaven.repo.local=" + repository.directory()));
        command.addAll(List.of(arguments));
        return start("mvn " + String.join(" ", arguments), command);
    }

    private RunningProcess start(String name, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().put("JAVA_HOME", Machine.javaHome().toString());
        builder.environment().put("MICRO_SERVER_ADDRESS", "127.0.0.1:0");
        builder.environment().put("MICRO_MDNS_INTERFACES", "lo");
        return RunningProcess.start(name, builder);
    }
}
