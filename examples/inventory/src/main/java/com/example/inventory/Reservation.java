package com.example.inventory;

/** What became of an order. */
public record Reservation(Order order, Outcome outcome, int left) {
    /** Whether it was possible. */
    public enum Outcome {
        /** All of it is put aside. */
        RESERVED,
        /** There is not enough; nothing is put aside. */
        SOLD_OUT
    }
}
