package io.micro4j.client;

import io.micro4j.stub.Caller;

/** Stands in for the runtime's type. */
public interface Client {
    Caller caller(String service);
}
