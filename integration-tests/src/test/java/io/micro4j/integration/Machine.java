package io.micro4j.integration;

import java.nio.file.Path;

/** Where things are: the JDK that runs the tests, the repository, Maven. */
public final class Machine {
    private Machine() {}

    static Path javaHome() {
        return Path.of(System.getProperty("java.home"));
    }

    public static String java() {
        return javaHome().resolve("bin").resolve("java").toString();
    }

    /** Returns the class path of the tests, the example included; the JVM's own may be a single jar that only names it. */
    public static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** Returns the root of the repository. */
    public static Path root() {
        return Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();
    }

    /** Returns the Maven that runs this build, else the one on the PATH. */
    static String maven() {
        String home = System.getProperty("micro.maven.home", "");
        return home.isEmpty() ? "mvn" : Path.of(home, "bin", "mvn").toString();
    }

    /** Returns where that Maven keeps what it has downloaded. */
    static Path mavenRepository() {
        return Path.of(System.getProperty("micro.maven.repository"));
    }

    /** Returns the version that is being built. */
    static String version() {
        return System.getProperty("micro.version");
    }
}
