package io.micro4j.testkit.selector;

import io.micro4j.registry.memory.MemoryRegistry;
import io.micro4j.selector.RandomSelector;
import io.micro4j.selector.Selector;
import io.micro4j.testkit.SelectorContract;

final class RandomSelectorTest extends SelectorContract {
    @Override
    protected Selector open(MemoryRegistry registry) {
        return new RandomSelector(registry);
    }
}
