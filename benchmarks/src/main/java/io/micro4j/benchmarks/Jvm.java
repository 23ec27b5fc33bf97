package io.micro4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the processes of a run are started: the same for all systems.
 *
 * @param home of the JDK
 * @param feature its version
 * @param heap megabytes
 * @param profile whether each leaves a JFR recording in {@code benchmarks/target}
 */
record Jvm(Path home, int feature, int heap, boolean profile) {
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

    /** Returns the JVM that runs this. */
    static Jvm own(boolean profile) {
        return new Jvm(
                Path.of(System.getProperty("java.home")), Runtime.version().feature(), 256, profile);
    }

    /** Returns the one in the folder {@code home}. */
    static Jvm at(Path home, boolean profile) throws IOException {
        Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
        if (!version.find()) {
            throw new IllegalArgumentException(home + " is no JDK: its file called release names no version");
        }
        return new Jvm(home, Integer.parseInt(version.group(1)), 256, profile);
    }

    boolean hasVirtualThreads() {
        return feature >= 21;
    }

    Jvm withHeap(int megabytes) {
        return new Jvm(home, feature, megabytes, profile);
    }

    /** Returns the command that runs {@code main}. */
    List<String> command(String name, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin").resolve("java").toString());
        command.addAll(List.of("-Xms" + heap + "m", "-Xmx" + heap + "m"));
        if (feature >= 24) {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        if (profile) {
            Path file = Path.of("benchmarks", "target", name + ".jfr");
            command.addAll(List.of("-Xlog:jfr*=error", "-XX:StartFlightRecording=settings=profile,filename=" + file));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
