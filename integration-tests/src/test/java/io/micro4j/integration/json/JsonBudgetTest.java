package io.micro4j.integration.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.micro4j.call.MessageType;
import io.micro4j.codec.Marshaller;
import io.micro4j.codec.json.JsonCodec;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What generated JSON may allocate: a budget that is a third above what was measured, and less than Gson. */
final class JsonBudgetTest {
    private static final int CALLS = 20_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Zoo.Tree TREE =
            new Zoo.Tree("root", null, List.of(leaf("one"), leaf("two"), leaf("three")), Map.of("four", leaf("four")));

    private final Marshaller<Zoo.Tree> generated = new JsonCodec().marshaller(ZooEndpoints.TREE.reply());
    private final Marshaller<Zoo.Tree> gson = new JsonCodec().marshaller(MessageType.of(Zoo.Tree.class));

    @Test
    void writing() {
        long ours = bytes(() -> generated.encode(TREE).size());

        assertThat(ours)
                .isLessThan(1_050)
                .isLessThan(bytes(() -> gson.encode(TREE).size()));
    }

    @Test
    void reading() {
        byte[] json = generated.encode(TREE).toByteArray();

        long ours =
                bytes(() -> generated.decode(json, 0, json.length).children().size());

        assertThat(ours)
                .isLessThan(2_600)
                .isLessThan(
                        bytes(() -> gson.decode(json, 0, json.length).children().size()));
    }

    private static Zoo.Tree leaf(String name) {
        return new Zoo.Tree(name, null, List.of(), Map.of());
    }

    private interface Work {
        int run();
    }

    private static long bytes(Work work) {
        run(work);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        run(work);
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / CALLS;
    }

    private static void run(Work work) {
        int used = 0;
        for (int i = 0; i < CALLS; i++) {
            used += work.run();
        }
        assertThat(used).isPositive();
    }
}
