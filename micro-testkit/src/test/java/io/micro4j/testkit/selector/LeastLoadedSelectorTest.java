package io.micro4j.testkit.selector;

import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.selector.LeastLoadedSelector;
import io.micro4j.selector.Selector;
import io.micro4j.testkit.SelectorContract;

final class LeastLoadedSelectorTest extends SelectorContract {
    @Override
    protected Selector open(MemoryRegistry registry) {
        return new LeastLoadedSelector(registry);
    }
}
