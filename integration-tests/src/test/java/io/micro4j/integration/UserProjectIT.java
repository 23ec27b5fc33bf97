package io.micro4j.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user who pastes the README's blocks, or copies the inventory, compiles, and makes a call. */
final class UserProjectIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Pattern UP = Pattern.compile("\\w+ at 127\\.0\\.0\\.1:");

    @TempDir
    Path work;

    @TempDir
    Path installed;

    private MavenRepository repository;

    @BeforeEach
    void install() throws IOException {
        repository = MavenRepository.in(installed);
    }

    @AfterEach
    void uninstall() throws IOException {
        repository.close();
    }

    @Test
    void compilesAndCallsOnTheClassPath() throws IOException {
        UserProject project = UserProject.paste(work, repository, "module-info.java");

        try (RunningProcess server = project.exec("GreeterService")) {
            server.awaitLine(UP, LIMIT);
            assertCalls(project.exec("CallGreeter"), "Hello Ada");
        }
    }

    @Test
    void compilesAndCallsAsANamedModule() throws IOException {
        UserProject project = UserProject.paste(work, repository, "");
        project.maven("compile");

        try (RunningProcess server = project.module("GreeterService")) {
            server.awaitLine(UP, LIMIT);
            assertCalls(project.module("CallGreeter"), "Hello Ada");
        }
    }

    @Test
    void compilesAndCallsAnAnnotatedInterface() throws IOException {
        UserProject project = UserProject.copy("inventory", work, repository, "");

        try (RunningProcess server = project.exec("InventoryService")) {
            server.awaitLine(UP, LIMIT);
            assertCalls(project.exec("CallInventory"), InventoryTest.REPLIES);
        }
    }

    @Test
    void compilesAndCallsAnAnnotatedInterfaceAsANamedModule() throws IOException {
        UserProject project = UserProject.copy(
                "inventory", work, repository, "module com.example.inventory { requires io.micro4j; }");
        project.maven("compile");

        try (RunningProcess server = project.module("InventoryService")) {
            server.awaitLine(UP, LIMIT);
            assertCalls(project.module("CallInventory"), InventoryTest.REPLIES);
        }
    }

    private static void assertCalls(RunningProcess client, String... said) {
        try (client) {
            assertThat(client.awaitExit(LIMIT)).as(client.output()).isZero();
            assertThat(client.output()).contains(said);
        }
    }
}
