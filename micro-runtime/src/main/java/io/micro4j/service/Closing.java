package io.micro4j.service;

import java.lang.System.Logger.Level;
import java.util.List;

/** Closes several things, each whatever becomes of the others. */
final class Closing {
    private Closing() {}

    static void each(List<? extends AutoCloseable> parts) {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                System.getLogger("io.micro4j.service").log(Level.WARNING, "Cannot close " + part, e);
            }
        }
    }
}
