package io.micro4j.testkit.registry;

import io.micro4j.registry.Registry;
import io.micro4j.registry.local.LocalRegistry;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.registry.merged.MergedRegistry;
import io.micro4j.testkit.RegistryContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class MergedRegistryTest extends RegistryContract {
    @TempDir
    Path directory;

    private final MemoryRegistry memory = new MemoryRegistry();

    @Override
    protected Registry open() {
        return new MergedRegistry("both", new LocalRegistry(directory.resolve("registry")), memory);
    }
}
