package com.example.inventory;

import java.util.Map;

/** How many pieces came in, by number. */
public record Receipt(Map<String, Integer> pieces) {}
