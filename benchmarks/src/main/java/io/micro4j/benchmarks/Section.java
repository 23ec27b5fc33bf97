package io.micro4j.benchmarks;

/** A part of a run that stands for itself. */
interface Section {
    /** Returns the name it is chosen by. */
    String name();

    /** Returns how many steps {@link Progress} will see. */
    int steps();

    /** Measures. */
    void run(Results results, Progress progress) throws Exception;
}
