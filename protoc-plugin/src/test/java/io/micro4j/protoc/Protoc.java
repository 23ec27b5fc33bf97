package io.micro4j.protoc;

import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.ExtensionRegistry;
import com.google.protobuf.compiler.PluginProtos.CodeGeneratorRequest;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The real protoc, as the build put it under {@code target}. */
final class Protoc {
    private static final Path EXECUTABLE =
            Path.of("target", "protoc", "protoc.exe").toAbsolutePath();
    private static final Path IN_JARS = Path.of("target", "protos").toAbsolutePath();

    private final Path protos;
    private final Path work;

    /** Compiles files of {@code protos}; whatever has to be written goes below {@code work}. */
    Protoc(Path protos, Path work) {
        this.protos = protos;
        this.work = work;
    }

    /** Returns what protoc would hand to a plugin for {@code files}. */
    CodeGeneratorRequest request(String parameter, List<String> files) {
        Path descriptors = work.resolve("descriptors.bin");
        run(List.of("--include_imports", "--include_source_info", "--descriptor_set_out=" + descriptors), files);
        try {
            FileDescriptorSet set = FileDescriptorSet.parseFrom(Files.readAllBytes(descriptors), registry());
            return CodeGeneratorRequest.newBuilder()
                    .setParameter(parameter)
                    .addAllFileToGenerate(files)
                    .addAllProtoFile(set.getFileList())
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the message classes of {@code files}, sources by path. */
    Map<String, String> messages(List<String> files) {
        return generate("java", List.of(), files);
    }

    /** Returns what {@code plugin}, started by protoc, makes of {@code files}. */
    Map<String, String> micro(Path plugin, List<String> files) {
        return generate("micro", List.of("--plugin=protoc-gen-micro=" + plugin), files);
    }

    /** Returns a program that runs the plugin as the tests see it. */
    Path plugin() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String script = "#!/bin/sh\nexec '%s' -XX:TieredStopAtLevel=1 -cp '%s' %s\n"
                .formatted(java, System.getProperty("java.class.path"), Main.class.getName());
        try {
            Path program = Files.writeString(work.resolve("protoc-gen-micro"), script);
            return executable(program);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> generate(String kind, List<String> options, List<String> files) {
        try {
            Path out = Files.createDirectories(work.resolve("out-" + kind));
            run(
                    Stream.concat(options.stream(), Stream.of("--" + kind + "_out=" + out))
                            .toList(),
                    files);
            return texts(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(List<String> options, List<String> files) {
        List<String> command =
                new ArrayList<>(List.of(executable(EXECUTABLE).toString(), "-I" + protos, "-I" + IN_JARS));
        command.addAll(options);
        command.addAll(files);
        try {
            File log = work.resolve("protoc.log").toFile();
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log)
                    .start();
            boolean ended = process.waitFor(120, TimeUnit.SECONDS);
            process.destroyForcibly();
            String said = Files.readString(log.toPath(), StandardCharsets.UTF_8);
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException("protoc " + (ended ? "failed: " : "did not end in 120 s: ") + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while protoc ran", e);
        }
    }

    private static Path executable(Path program) {
        if (!program.toFile().setExecutable(true)) {
            throw new IllegalStateException(program + " cannot be made executable; is it there?");
        }
        return program;
    }

    private static ExtensionRegistry registry() {
        return Main.javaFeatures();
    }

    private static Map<String, String> texts(Path folder) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return texts;
    }
}
