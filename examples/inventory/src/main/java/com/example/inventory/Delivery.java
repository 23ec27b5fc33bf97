package com.example.inventory;

/** Some pieces of one kind, for a shelf. */
public record Delivery(Sku sku, int pieces, String shelf) {}
