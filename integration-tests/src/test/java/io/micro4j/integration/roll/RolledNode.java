package io.micro4j.integration.roll;

import com.google.protobuf.StringValue;
import io.micro4j.Micro;
import io.micro4j.call.Endpoint;
import io.micro4j.codec.protobuf.ProtoType;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A node: serves until SIGTERM, and takes 20 ms for each call, so that there are some going on when it dies. Replies with its process' number. */
final class RolledNode {
    static final String SERVICE = "rolled";
    private static final ProtoType<StringValue> TEXT = ProtoType.of(StringValue.getDefaultInstance());
    static final Endpoint<StringValue, StringValue> BUY = Endpoint.unary("test.Rolled", "Buy", TEXT, TEXT);
    static final Endpoint<StringValue, StringValue> LOOK =
            Endpoint.unary("test.Rolled", "Look", TEXT, TEXT).idempotent();

    private static final StringValue REPLY =
            StringValue.of(String.valueOf(ProcessHandle.current().pid()));
    private static final long WORK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private RolledNode() {}

    public static void main(String[] arguments) {
        Micro.service(SERVICE)
                .handle(routes -> {
                    routes.unary(BUY, RolledNode::work);
                    routes.unary(LOOK, RolledNode::work);
                })
                .run();
    }

    private static StringValue work(StringValue text) {
        LockSupport.parkNanos(WORK_NANOS);
        return REPLY;
    }
}
