package io.micro4j.testkit.registry;

import io.micro4j.registry.Registry;
import io.micro4j.registry.local.LocalRegistry;
import io.micro4j.testkit.RegistryContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class LocalRegistryTest extends RegistryContract {
    @TempDir
    Path directory;

    @Override
    protected Registry open() {
        return new LocalRegistry(directory.resolve("registry"));
    }
}
