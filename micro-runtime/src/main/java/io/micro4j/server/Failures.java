package io.micro4j.server;

import io.micro4j.call.Context;
import io.micro4j.call.Endpoint;
import io.micro4j.call.MicroException;
import io.micro4j.transport.End;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HexFormat;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Says to callers how handlers failed. What a handler throws as {@link MicroException} is its answer; anything else is a mistake, of which the
 * caller is told no more than an id that is also in the log, beside everything that the log may know.
 *
 * @param server the server's name, for errors that have no id
 */
record Failures(String server, Logger log) {
    /** Returns how a call ends whose handler threw {@code failure}. */
    End of(Endpoint<?, ?> endpoint, Context context, Throwable failure) {
        Throwable thrown = unwrap(failure);
        if (thrown instanceof MicroException answer) {
            log.log(Level.DEBUG, () -> describe(endpoint, context) + " answered " + answer.error());
            return answered(answer);
        } else if (thrown instanceof AbstractMethodError) {
            log.log(
                    Level.WARNING,
                    () -> describe(endpoint, context) + " is in the contract, but not in its handler",
                    thrown);
            return answered(MicroException.notImplemented(
                    endpoint + " is not implemented: the service was compiled against an older contract"));
        } else if (thrown instanceof CancellationException) {
            log.log(Level.DEBUG, () -> describe(endpoint, context) + " cancelled its own future");
            return answered(MicroException.cancelled(endpoint + ": the handler cancelled its own future"));
        }
        String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        log.log(Level.ERROR, () -> "internal error " + id + ": " + describe(endpoint, context) + " failed", thrown);
        return answered(MicroException.internal("internal error " + id + "; see the log of " + server));
    }

    /** Notes that a handler failed after its call was over: nobody is there to be told. */
    void late(Endpoint<?, ?> endpoint, Context context, Throwable failure) {
        log.log(Level.DEBUG, () -> describe(endpoint, context) + " failed after its call was over", failure);
    }

    /** Returns an end that says {@code answer}, as an error of this server unless it says whose it is. */
    End answered(MicroException answer) {
        return End.answered(answer.error().orId(server), answer.trailers(), false);
    }

    private static String describe(Endpoint<?, ?> endpoint, Context context) {
        return endpoint + " (call " + context.callId() + " from " + context.peer() + ")";
    }

    private static Throwable unwrap(Throwable failure) {
        Throwable thrown = failure;
        while ((thrown instanceof CompletionException || thrown instanceof ExecutionException)
                && thrown.getCause() != null) {
            thrown = thrown.getCause();
        }
        return thrown;
    }
}
