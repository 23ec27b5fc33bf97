package io.micro4j.processor;

import javax.lang.model.element.Element;

/**
 * Where a message is named.
 *
 * @param at the parameter, or the method whose result it is
 * @param method the method in words, {@code shop.Inventory.stock}
 * @param record what a record might be called that takes the place of what is no message
 */
record Use(Element at, String method, String record) {}
