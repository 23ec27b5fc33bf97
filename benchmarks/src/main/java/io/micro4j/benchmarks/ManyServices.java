package io.micro4j.benchmarks;

import io.micro4j.benchmarks.echo.EchoReply;
import io.micro4j.benchmarks.echo.EchoRequest;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Clients of many services, of which each call takes one. */
record ManyServices(List<MicroCalls> services) implements EchoCalls {
    @Override
    public EchoReply say(EchoRequest request) {
        return one().say(request);
    }

    @Override
    public void say(EchoRequest request, Answer answer) {
        one().say(request, answer);
    }

    private MicroCalls one() {
        return services.get(ThreadLocalRandom.current().nextInt(services.size()));
    }

    @Override
    public void close() {
        services.forEach(MicroCalls::close);
    }
}
