package io.micro4j.integration.broker;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import com.google.protobuf.Int32Value;
import io.micro4j.Micro;
import io.micro4j.broker.SubscribeOptions;
import io.micro4j.codec.protobuf.ProtoType;
import io.micro4j.integration.Machine;
import io.micro4j.service.Service;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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

    /** Returns the command that starts one, which looks and is found in {@code registry}. */
    static ProcessBuilder command(Path registry, String topic, String queue, Path file, int poison) {
        ProcessBuilder command = new ProcessBuilder(
                Machine.java(),
                "-cp",
                Machine.classPath(),
                Recorder.class.getName(),
                topic,
                queue,
                file.toString(),
                String.valueOf(poison));
        command.environment().putAll(environment(registry));
        return command;
    }

    /** Returns what a process says that is to find another in the directory {@code registry}. */
    static Map<String, String> environment(Path registry) {
        return Map.of(
                "MICRO_REGISTRY", "local",
                "MICRO_LOCAL_DIRECTORY", registry.toString(),
                "MICRO_SERVER_ADDRESS", "127.0.0.1:0");
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
