package com.example.inventory;

import io.micro4j.Micro;
import io.micro4j.client.Client;
import java.util.stream.Stream;

/** The client: a call of each of the four shapes, to whichever node of the inventory is found. */
public final class CallInventory {
    public static void main(String[] arguments) {
        try (Client client = Micro.client()) {
            Inventory inventory = InventoryClient.of(client, "inventory");

            print("find", inventory.find(new Sku("bolt-8")));
            print("deliver", inventory.deliver(Stream.of(delivery("nut-8", 40), delivery("bolt-8", 20))));
            inventory.list(new Sku("")).forEach(stock -> print("list", stock));
            inventory.reserve(Stream.of(order("bolt-8", 90), order("bolt-8", 90)))
                    .forEach(reservation -> print("reserve", reservation));
        }
    }

    private static Delivery delivery(String number, int pieces) {
        return new Delivery(new Sku(number), pieces, "B2");
    }

    private static Order order(String number, int pieces) {
        return new Order(new Sku(number), pieces);
    }

    private static void print(String method, Record reply) {
        System.out.println(method + " <-- " + reply);
    }
}
