package io.micro4j.integration.broker;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import com.google.protobuf.Int32Value;
import io.micro4j.Micro;
import io.micro4j.broker.SubscribeOptions;
import io.micro4j.codec.protobuf.ProtoType;
import io.micro4j.service.Service;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * A subscriber as a process, {@code Recorder TOPIC QUEUE FILE POISON}: appends the number of each message that it has handled to a file, which survives
 * it. Cannot handle every number that {@code POISON} divides; 0 for none.
 */
final class Recorder {
    static final ProtoType<Int32Value> NUMBER = ProtoType.of(Int32Value.getDefaultInstance());
    static final String DEAD = "dead";

    private Recorder() {}

    public static void main(String[] arguments) throws Exception {
        int poison = Integer.parseInt(arguments[3]);
        SubscribeOptions options = SubscribeOptions.DEFAULT
                .withQueue(arguments[1])
                .withConcurrency(8)
                .withRetries(1)
                .withRetryDelay(Duration.ofMillis(1))
                .withDeadLetterTopic(DEAD)
                .withErrorHandler((event, attempt, failure) -> {});
        try (FileChannel file = FileChannel.open(Path.of(arguments[2]), CREATE, APPEND);
                Service service = Micro.service("recorder")) {
            service.subscribe(arguments[0], NUMBER, options, number -> {
                if (poison > 0 && number.getValue() % poison == 0) {
                    throw new IllegalStateException("poison");
                }
                append(file, number.getValue());
            });
            service.start();
            System.out.println("subscribed");
            new CountDownLatch(1).await();
        }
    }

    static void append(FileChannel file, int number) throws IOException {
        int written = file.write(ByteBuffer.allocate(Integer.BYTES).putInt(0, number));
        if (written != Integer.BYTES) {
            throw new IOException("Only " + written + " bytes could be written");
        }
    }

    /** Returns how often each number below {@code count} is in {@code file}. */
    static int[] read(Path file, int count) throws IOException {
        ByteBuffer numbers = ByteBuffer.wrap(Files.readAllBytes(file));
        int[] times = new int[count];
        while (numbers.remaining() >= Integer.BYTES) {
            times[numbers.getInt()]++;
        }
        return times;
    }
}
