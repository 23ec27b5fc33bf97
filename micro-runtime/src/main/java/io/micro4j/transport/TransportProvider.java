package io.micro4j.transport;

/** Opens a kind of transport. Found by {@link java.util.ServiceLoader}; does no work and never throws while it is loaded. */
public interface TransportProvider {
    /** Returns the name that it answers to: {@code http}. */
    String name();

    /** Opens a transport. */
    Transport open(TransportOptions options);
}
