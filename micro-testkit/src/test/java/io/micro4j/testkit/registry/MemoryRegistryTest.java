package io.micro4j.testkit.registry;

import io.micro4j.registry.Registry;
import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.testkit.RegistryContract;

final class MemoryRegistryTest extends RegistryContract {
    private final MemoryRegistry registry = new MemoryRegistry();

    @Override
    protected Registry open() {
        return registry;
    }
}
