package io.micro4j.registry.mdns;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What this host calls itself. A label for records, so asking a name server for it would only cost time. */
final class HostName {
    private HostName() {}

    static String get(Map<String, String> environment) {
        String name = environment.getOrDefault("HOSTNAME", environment.getOrDefault("COMPUTERNAME", ""));
        return name.isBlank() ? ofKernel() : name.strip();
    }

    private static String ofKernel() {
        try {
            String name = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
            return name.isEmpty() ? "localhost" : name;
        } catch (IOException e) {
            return "localhost"; // no Linux, and nothing in the environment: any name will do
        }
    }
}
