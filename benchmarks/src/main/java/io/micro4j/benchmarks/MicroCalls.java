package io.micro4j.benchmarks;

import io.micro4j.benchmarks.echo.Echo;
import io.micro4j.benchmarks.echo.EchoAsync;
import io.micro4j.benchmarks.echo.EchoClient;
import io.micro4j.benchmarks.echo.EchoReply;
import io.micro4j.benchmarks.echo.EchoRequest;
import io.micro4j.client.Client;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The client, with the blocking contract but where a callback is told. */
record MicroCalls(Client client, Echo blocking, EchoAsync async) implements EchoCalls {
    static MicroCalls of(Client client, EchoClient echo) {
        return new MicroCalls(client, echo, echo.async());
    }

    @Override
    public EchoReply say(EchoRequest request) {
        return blocking.say(request);
    }

    @Override
    public void say(EchoRequest request, Answer answer) {
        async.say(request).whenComplete((reply, failure) -> {
            if (failure == null) {
                answer.reply(reply);
            } else {
                answer.failure(failure);
            }
        });
    }

    @Override
    public long repeat(EchoRequest request) {
        return blocking.repeat(request).mapToLong(reply -> 1).sum();
    }

    @Override
    public long together(EchoRequest request, int times) {
        return blocking.together(repeated(request, times)).getNumber();
    }

    @Override
    public long chat(EchoRequest request, int times) {
        return blocking.chat(repeated(request, times)).mapToLong(reply -> 1).sum();
    }

    private static Stream<EchoRequest> repeated(EchoRequest request, int times) {
        return IntStream.range(0, times).mapToObj(i -> request);
    }

    @Override
    public void close() {
        client.close();
    }
}
