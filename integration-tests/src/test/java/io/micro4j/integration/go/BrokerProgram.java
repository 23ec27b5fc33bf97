package io.micro4j.integration.go;

import io.micro4j.Micro;
import io.micro4j.broker.SubscribeOptions;
import io.micro4j.call.CallOptions;
import io.micro4j.call.Context;
import io.micro4j.client.Client;
import io.micro4j.codec.protobuf.ProtoType;
import io.micro4j.service.Service;
import java.util.concurrent.CountDownLatch;

/** What a test starts within a namespace: {@code subscribe TOPIC [QUEUE]}, or {@code publish TOPIC TYPE FIRST COUNT}. */
final class BrokerProgram {
    private BrokerProgram() {}

    public static void main(String[] arguments) throws Exception {
        String topic = arguments[1];
        if (arguments[0].equals("publish")) {
            publish(topic, arguments[2], Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]));
        } else {
            subscribe(topic, arguments.length > 2 ? arguments[2] : "");
        }
    }

    private static void publish(String topic, String type, int first, int count) {
        try (Client client = Micro.client()) {
            for (int number = first; number < first + count; number++) {
                client.publish(
                        topic,
                        Event.newBuilder().setText("event " + number).build(),
                        CallOptions.DEFAULT.withContentType(type));
            }
            System.out.println("published " + count);
        }
    }

    private static void subscribe(String topic, String queue) throws InterruptedException {
        try (Service service = Micro.service("java-subscriber")) {
            service.subscribe(
                    topic,
                    ProtoType.of(Event.getDefaultInstance()),
                    SubscribeOptions.DEFAULT.withQueue(queue),
                    event -> System.out.println("received " + event.getText() + " as "
                            + Context.current().metadata().get("Content-Type")));
            service.start();
            System.out.println("subscribed");
            new CountDownLatch(1).await();
        }
    }
}
