package io.micro4j.testkit.registry;

import io.micro4j.registry.Registry;
import io.micro4j.registry.local.LocalRegistry;
import io.micro4j.registry.mdns.MdnsOptions;
import io.micro4j.registry.mdns.MdnsRegistry;
import io.micro4j.registry.merged.MergedRegistry;
import io.micro4j.testkit.RegistryContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class MergedRegistryTest extends RegistryContract {
    @TempDir
    Path directory;

    private final MdnsOptions options = MdnsOptions.DEFAULT.withInterfaces("lo").withPort(GroupPort.free());

    @Override
    protected Registry open() {
        return new MergedRegistry("mdns", new LocalRegistry(directory.resolve("registry")), new MdnsRegistry(options));
    }

    @Override
    protected boolean isAnsweredBySeveral() {
        return true;
    }
}
