package com.example.inventory;

/** The number of a kind of thing. */
public record Sku(String number) {}
