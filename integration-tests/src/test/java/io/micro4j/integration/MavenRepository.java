package io.micro4j.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A local Maven repository with what {@code mvn install} would put there: our artifacts, as this build made them. All else is the repository of
 * the Maven that runs, by links, so that nothing is downloaded again and nothing of ours gets out.
 * Closing removes the links, so that nobody follows them to delete what they lead to.
 */
record MavenRepository(Path directory) implements AutoCloseable {
    private static final Path GROUP = Path.of("io", "micro4j");

    /** Makes one in {@code directory}, which is empty. */
    static MavenRepository in(Path directory) throws IOException {
        link(Machine.mavenRepository(), directory, "io");
        link(Machine.mavenRepository().resolve("io"), Files.createDirectories(directory.resolve("io")), "micro4j");
        MavenRepository repository = new MavenRepository(directory);
        repository.install("micro-parent", Machine.root(), "pom");
        repository.install("micro-bom", Machine.root().resolve("bom"), "pom");
        repository.install("micro-runtime", Machine.root().resolve("micro-runtime"), "jar");
        repository.install("micro-codegen", Machine.root().resolve("micro-codegen"), "jar");
        repository.install("micro-processor", Machine.root().resolve("micro-processor"), "jar");
        repository.install("protoc-gen-micro", Machine.root().resolve("protoc-plugin"), "jar");
        return repository;
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> entries = Files.walk(directory)) {
            for (Path link : entries.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    private static void link(Path from, Path to, String except) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (Stream<Path> entries = Files.list(from)) {
            List<Path> shared = entries.filter(
                            entry -> !entry.getFileName().toString().equals(except))
                    .toList();
            for (Path entry : shared) {
                Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
            }
        }
    }

    private void install(String artifact, Path module, String packaging) throws IOException {
        String file = artifact + "-" + Machine.version();
        Path home = Files.createDirectories(
                directory.resolve(GROUP).resolve(artifact).resolve(Machine.version()));
        Files.copy(module.resolve("pom.xml"), home.resolve(file + ".pom"));
        if (packaging.equals("jar")) {
            Path jar = module.resolve("target").resolve(file + ".jar");
            if (!Files.exists(jar)) {
                throw new AssertionError("there is no " + jar + "; run mvn verify, which makes it");
            }
            Files.copy(jar, home.resolve(file + ".jar"));
        }
    }
}
