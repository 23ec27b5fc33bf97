package io.micro4j.testkit.hostile;

import io.micro4j.testkit.RawConnection;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What can be done to every server on TCP, whatever wire it speaks. */
public final class TcpCases {
    private static final int OPENED_AND_CLOSED = 5_000;
    private static final int IDLE = 10_000;
    private static final int GARBAGE = 24;

    private TcpCases() {}

    /** Returns the cases; {@code request} is a request of the wire that is answered, whole and alone on its connection. */
    public static Stream<HostileCase> of(byte[] request) {
        return Stream.of(
                        Stream.of(
                                HostileCase.of(
                                        "a connection that says nothing and closes",
                                        address -> RawConnection.to(address).close()),
                                HostileCase.of(
                                        "a connection that says nothing and resets",
                                        address -> RawConnection.to(address).reset()),
                                HostileCase.of("every prefix of a request, then the end", address -> {
                                    for (int length = 0; length < request.length; length++) {
                                        RawConnection.to(address)
                                                .send(Arrays.copyOf(request, length))
                                                .close();
                                    }
                                }),
                                HostileCase.of("a reset at every offset of a request", address -> {
                                    for (int length = 0; length <= request.length; length++) {
                                        RawConnection.to(address)
                                                .send(Arrays.copyOf(request, length))
                                                .reset();
                                    }
                                }),
                                HostileCase.of("a half-close at every offset of a request", address -> {
                                    for (int length = 0; length < request.length; length++) {
                                        try (RawConnection connection = RawConnection.to(address)) {
                                            connection
                                                    .send(Arrays.copyOf(request, length))
                                                    .halfClose()
                                                    .rest();
                                        }
                                    }
                                }),
                                HostileCase.of("a request that is reset before its answer, 500 times", address -> {
                                    for (int i = 0; i < 500; i++) {
                                        RawConnection.to(address).send(request).reset();
                                    }
                                }),
                                HostileCase.slow(
                                        "5,000 connections opened and closed",
                                        Duration.ofSeconds(60),
                                        TcpCases::openAndClose),
                                HostileCase.slow(
                                        "10,000 idle connections",
                                        Duration.ofSeconds(90),
                                        address -> idle(address, request))),
                        IntStream.range(0, GARBAGE).mapToObj(TcpCases::garbage))
                .flatMap(cases -> cases);
    }

    private static HostileCase garbage(int seed) {
        byte[] bytes = new byte[1 + seed * 97];
        new Random(seed).nextBytes(bytes);
        return HostileCase.bytes(
                "garbage of seed " + seed,
                bytes,
                connection -> connection.halfClose().rest());
    }

    private static void openAndClose(String address) {
        for (int i = 0; i < OPENED_AND_CLOSED; i++) {
            RawConnection connection = RawConnection.to(address);
            if (i % 2 == 0) {
                connection.reset();
            } else {
                connection.close();
            }
        }
    }

    private static void idle(String address, byte[] request) throws Exception {
        try (IdleClients clients = IdleClients.open(address, IDLE);
                RawConnection busy = RawConnection.to(address)) {
            busy.send(request).bytes(1); // an answer begins
            clients.assertRunning();
        }
    }
}
