package io.micro4j.integration.go;

import com.google.protobuf.Message;
import io.micro4j.call.MicroError;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended.
 *
 * @param replies what came before its end
 * @param error how it failed, or null
 */
record Outcome(List<Message> replies, @Nullable MicroError error, Duration took) {
    /** Returns the only reply. */
    Message reply() {
        if (error != null) {
            throw new AssertionError("the call failed after " + took.toMillis() + " ms: " + error);
        }
        if (replies.size() != 1) {
            throw new AssertionError("the call has " + replies.size() + " replies");
        }
        return replies.get(0);
    }

    /** Returns how it failed. */
    MicroError failure() {
        if (error == null) {
            throw new AssertionError("the call should have failed, and was answered: " + replies);
        }
        return error;
    }

    /** Returns the numbers of the ticks that came. */
    List<Long> numbers() {
        return replies.stream().map(reply -> ((Tick) reply).getNumber()).toList();
    }
}
