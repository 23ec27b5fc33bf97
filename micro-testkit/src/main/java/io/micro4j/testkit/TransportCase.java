package io.micro4j.testkit;

import io.micro4j.registry.Node;
import io.micro4j.transport.TransportOptions;

/** What the parts of the transport's contract stand on. */
interface TransportCase {
    /** Returns a server and a client with default options, the same ones all through a test. */
    Stage stage();

    /** Returns another server and client, with these options. */
    Stage stage(TransportOptions server, TransportOptions client);

    /** Returns a node at an address where nobody listens any more. */
    Node nobody();

    /** Returns whether what a server says before its first reply arrives. */
    boolean carriesReplyHead();

    /** Returns whether what a server says last arrives. */
    boolean carriesTrailers();
}
