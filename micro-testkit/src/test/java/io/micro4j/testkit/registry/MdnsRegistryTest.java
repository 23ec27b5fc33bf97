package io.micro4j.testkit.registry;

import io.micro4j.registry.Registry;
import io.micro4j.registry.mdns.MdnsOptions;
import io.micro4j.registry.mdns.MdnsRegistry;
import io.micro4j.testkit.RegistryContract;

final class MdnsRegistryTest extends RegistryContract {
    private final MdnsOptions options = MdnsOptions.DEFAULT.withInterfaces("lo").withPort(GroupPort.free());

    @Override
    protected Registry open() {
        return new MdnsRegistry(options);
    }

    @Override
    protected boolean isAnsweredBySeveral() {
        return true;
    }
}
