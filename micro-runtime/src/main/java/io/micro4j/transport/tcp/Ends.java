package io.micro4j.transport.tcp;

import io.micro4j.call.Metadata;
import io.micro4j.call.MicroError;
import io.micro4j.transport.End;

/** How a call ended, as END says it: the error whole, and the trailers. */
final class Ends {
    private static final int OK = 0;
    private static final int ERROR = 1;
    private static final int UNSTARTED = 2;
    private static final int SHORT = 500;
    private static final int FEW = 64;

    private Ends() {}

    /** Writes {@code end}; texts that the peer does not take are cut short, and trailers that it does not take are left out. */
    static void write(Block block, End end, Settings peer) {
        MicroError error = end.error();
        long left = (long) peer.headBytes() - FEW;
        if (error == null) {
            block.number(OK);
        } else {
            MicroError cut = most(error) <= left ? error : shortened(error);
            left -= most(cut);
            block.number(end.neverSent() ? UNSTARTED : ERROR)
                    .name(cut.id())
                    .number(cut.code() & 0xffffffffL)
                    .name(cut.status())
                    .text(cut.detail());
        }
        Metadata trailers = end.trailers();
        boolean fit = trailers.size() <= peer.entries() && Block.most(trailers) <= left;
        block.metadata(fit ? trailers : Metadata.EMPTY);
    }

    static End read(BlockReader block) throws Fault {
        long kind = block.number();
        if (kind > UNSTARTED) {
            throw Fault.protocol("END is of a kind that there is not: " + kind);
        }
        MicroError error = kind == OK ? null : error(block);
        Metadata trailers = block.metadata();
        block.end();
        return error == null ? End.ok(trailers) : End.answered(error, trailers, kind == UNSTARTED);
    }

    private static MicroError error(BlockReader block) throws Fault {
        String id = block.text();
        long code = block.number();
        if (code > 0xffffffffL) {
            throw Fault.protocol("an error's code has more than 32 bits");
        }
        String status = block.text();
        return new MicroError(id, (int) code, block.text(), status);
    }

    private static long most(MicroError error) {
        return (long) Block.most(error.id()) + Block.most(error.status()) + Block.most(error.detail());
    }

    private static MicroError shortened(MicroError error) {
        return new MicroError(
                shortened(error.id()), error.code(), shortened(error.detail()), shortened(error.status()));
    }

    private static String shortened(String text) {
        return text.length() <= SHORT ? text : text.substring(0, SHORT) + " ...";
    }
}
