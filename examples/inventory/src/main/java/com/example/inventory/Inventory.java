package com.example.inventory;

import io.micro4j.Idempotent;
import io.micro4j.MicroService;
import java.util.stream.Stream;

/** What a warehouse can be asked. This is the whole contract: there is no {@code .proto}. */
@MicroService
public interface Inventory {
    /** Tells how much there is of something. */
    @Idempotent
    Stock find(Sku sku);

    /** Lists everything whose number starts with that of {@code sku}. */
    Stream<Stock> list(Sku sku);

    /** Takes in what is delivered, and tells what came in all. */
    Receipt deliver(Stream<Delivery> deliveries);

    /** Reserves each order as it comes, as far as there is something left. */
    Stream<Reservation> reserve(Stream<Order> orders);
}
