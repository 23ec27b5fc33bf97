package io.micro4j.benchmarks;

import io.micro4j.benchmarks.echo.Echo;
import io.micro4j.benchmarks.echo.EchoReply;
import io.micro4j.benchmarks.echo.EchoRequest;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The service, as this project's users write it. */
final class MicroEcho implements Echo {
    @Override
    public EchoReply say(EchoRequest request) {
        return Echoes.reply(request);
    }

    @Override
    public Stream<EchoReply> repeat(EchoRequest request) {
        return IntStream.range(0, Math.toIntExact(request.getNumber())).mapToObj(i -> Echoes.reply(request));
    }

    @Override
    public EchoReply together(Stream<EchoRequest> requests) {
        long[] count = new long[1];
        EchoRequest[] last = {EchoRequest.getDefaultInstance()};
        requests.forEachOrdered(request -> {
            last[0] = request;
            count[0]++;
        });
        return Echoes.reply(Echoes.request(last[0].getText(), count[0]));
    }

    @Override
    public Stream<EchoReply> chat(Stream<EchoRequest> requests) {
        return requests.map(Echoes::reply);
    }
}
