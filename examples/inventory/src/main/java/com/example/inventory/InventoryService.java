package com.example.inventory;

import com.example.inventory.Reservation.Outcome;
import io.micro4j.Micro;
import io.micro4j.call.MicroException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** The server: a class that implements the annotated interface, and a line that serves it until SIGTERM. */
public final class InventoryService implements Inventory {
    private final Map<String, Stock> stocks = new ConcurrentSkipListMap<>();

    InventoryService() {
        add(new Delivery(new Sku("bolt-8"), 100, "A1"));
    }

    public static void main(String[] arguments) {
        Micro.service("inventory")
                .handle(InventoryHandler.of(new InventoryService()))
                .run();
    }

    @Override
    public Stock find(Sku sku) {
        Stock stock = stocks.get(sku.number());
        if (stock == null) {
            throw MicroException.notFound("there is no " + sku.number());
        }
        return stock;
    }

    @Override
    public Stream<Stock> list(Sku sku) {
        return stocks.values().stream().filter(stock -> stock.sku().number().startsWith(sku.number()));
    }

    @Override
    public Receipt deliver(Stream<Delivery> deliveries) {
        Map<String, Integer> pieces = new TreeMap<>();
        deliveries.forEach(delivery -> {
            add(delivery);
            pieces.merge(delivery.sku().number(), delivery.pieces(), Integer::sum);
        });
        return new Receipt(pieces);
    }

    @Override
    public Stream<Reservation> reserve(Stream<Order> orders) {
        return orders.map(this::reserve);
    }

    private synchronized Reservation reserve(Order order) {
        Stock stock = find(order.sku());
        int left = stock.pieces() - order.pieces();
        if (left < 0) {
            return new Reservation(order, Outcome.SOLD_OUT, stock.pieces());
        }
        stocks.put(order.sku().number(), new Stock(stock.sku(), left, stock.shelves()));
        return new Reservation(order, Outcome.RESERVED, left);
    }

    private synchronized void add(Delivery delivery) {
        Stock before = stocks.getOrDefault(delivery.sku().number(), new Stock(delivery.sku(), 0, List.of()));
        List<String> shelves = Stream.concat(before.shelves().stream(), Stream.of(delivery.shelf()))
                .distinct()
                .toList();
        stocks.put(delivery.sku().number(), new Stock(delivery.sku(), before.pieces() + delivery.pieces(), shelves));
    }
}
