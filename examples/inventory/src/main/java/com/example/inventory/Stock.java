package com.example.inventory;

import java.util.List;

/** How much there is of something, and where. */
public record Stock(Sku sku, int pieces, List<String> shelves) {}
