package com.example.inventory;

/** What a customer wants of one kind. */
public record Order(Sku sku, int pieces) {}
