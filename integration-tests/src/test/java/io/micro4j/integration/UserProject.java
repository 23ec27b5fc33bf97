package io.micro4j.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A project that a user made of what we show, outside the repository.
 *
 * @param name of the project, the last part of its package
 */
record UserProject(String name, Path directory, MavenRepository repository) {
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
        return new UserProject("greeter", directory, repository);
    }

    /** Copies an example into {@code directory}, as it is without us around it, with {@code moduleInfo} if that is not empty. */
    static UserProject copy(String example, Path directory, MavenRepository repository, String moduleInfo)
            throws IOException {
        Path source = Machine.root().resolve("examples").resolve(example);
        Files.writeString(directory.resolve("pom.xml"), Readme.withoutUs(Readme.contentOf(source.resolve("pom.xml"))));
        try (Stream<Path> files = Files.walk(source.resolve("src"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path path = directory.resolve(source.relativize(file).toString());
                Files.createDirectories(path.getParent());
                Files.copy(file, path);
            }
        }
        if (!moduleInfo.isEmpty()) {
            Files.writeString(directory.resolve("src/main/java/module-info.java"), moduleInfo);
        }
        return new UserProject(example, directory, repository);
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
        return startMaven("compile", "exec:java", "-Dexec.mainClass=com.example." + name + "." + main);
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
                List.of(Machine.java(), "-p", path, "-m", "com.example." + name + "/com.example." + name + "." + main));
    }

    private RunningProcess startMaven(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Machine.maven(), "-q", "-B", "-ntp", "-Dmaven.repo.local=" + repository.directory()));
        command.addAll(List.of(arguments));
        return start("mvn " + String.join(" ", arguments), command);
    }

    private RunningProcess start(String what, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().put("JAVA_HOME", Machine.javaHome().toString());
        builder.environment().put("MICRO_SERVER_ADDRESS", "127.0.0.1:0");
        builder.environment().put("MICRO_MDNS_INTERFACES", "lo");
        return RunningProcess.start(what, builder);
    }
}
