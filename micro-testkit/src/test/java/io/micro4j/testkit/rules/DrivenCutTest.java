package io.micro4j.testkit.rules;

import io.micro4j.testkit.http.DrivenTransport;
import io.micro4j.transport.Transport;
import io.micro4j.transport.TransportOptions;

/** The same, where the caller's thread moves the bytes. */
final class DrivenCutTest extends CutContract {
    @Override
    Transport open(TransportOptions options) {
        return new DrivenTransport(options);
    }

    @Override
    boolean agreesFirst() {
        return false;
    }
}
