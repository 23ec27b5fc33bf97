package io.micro4j.service;

/** Something that a service does when it starts or stops. */
@FunctionalInterface
public interface Hook {
    /** Does it. May block; nothing bounds how long. */
    void run() throws Exception;
}
