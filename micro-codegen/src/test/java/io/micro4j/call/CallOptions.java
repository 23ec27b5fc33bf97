package io.micro4j.call;

/** Stands in for the runtime's type. */
public final class CallOptions {}
