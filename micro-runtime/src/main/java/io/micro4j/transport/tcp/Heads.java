package io.micro4j.transport.tcp;

import io.micro4j.transport.Head;

/** What a call says first, as CALL says it. */
final class Heads {
    private Heads() {}

    static void write(Block block, Head head) {
        block.name(head.service())
                .name(head.endpoint())
                .name(head.contentType())
                .number(head.timeoutNanos())
                .metadata(head.metadata());
    }

    static Head read(BlockReader block) throws Fault {
        Head head = new Head(block.text(), block.text(), block.text(), block.number(), block.metadata());
        block.end();
        return head;
    }

    /** Returns how many bytes {@code head} may take at most. */
    static long most(Head head) {
        return (long) Block.most(head.service())
                + Block.most(head.endpoint())
                + Block.most(head.contentType())
                + 2L * Block.OVERHEAD
                + Block.most(head.metadata());
    }
}
