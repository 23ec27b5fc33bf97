package io.micro4j.integration.codegen;

import io.micro4j.call.Endpoint;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generated code in a user's named module, which exports everything. */
final class NamedModuleTest {
    @TempDir
    Path folder;

    private Path output;
    private Path moduleInfo;

    @BeforeEach
    void writeModule() throws IOException {
        output = Files.createDirectory(folder.resolve("classes"));
        moduleInfo = Files.writeString(folder.resolve("module-info.java"), """
                module user {
                    requires transitive io.micro4j;

                %s}
                """.formatted(exports()));
    }

    @Test
    void compilesWithEveryLintOn() {
        List<Path> modules = modules();

        Javac.lenient(output).withModulePath(modules).compile(with(moduleInfo, GeneratedSources.ofMessages()));
        Javac.strict(output).withModulePath(modules).compile(with(moduleInfo, GeneratedSources.ofMicro()));
    }

    private static String exports() {
        return Stream.of(GeneratedSources.ofMessages(), GeneratedSources.ofMicro())
                .flatMap(NamedModuleTest::inPackages)
                .map(GeneratedSources::className)
                .map(name -> "    exports " + name.substring(0, name.lastIndexOf('.')) + ";\n")
                .distinct()
                .collect(Collectors.joining());
    }

    /** A named module has no unnamed package. */
    private static Stream<Path> inPackages(List<Path> sources) {
        return sources.stream().filter(file -> GeneratedSources.className(file).contains("."));
    }

    private static List<Path> with(Path first, List<Path> sources) {
        List<Path> all = new ArrayList<>(List.of(first));
        inPackages(sources).forEach(all::add);
        return all;
    }

    /** The runtime, and the jars that it brings. */
    private static List<Path> modules() {
        Path runtime = GeneratedSources.location(Endpoint.class);
        Stream<Path> jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.endsWith(".jar"))
                .map(Path::of);
        return Stream.concat(Stream.of(runtime), jars).toList();
    }
}
