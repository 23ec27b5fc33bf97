package io.micro4j.integration.go;

/**
 * Who calls whom, in which words.
 *
 * @param version of go-micro, on the side that is Go, or on both
 * @param wire mucp or grpc
 */
record Route(GoVersion version, String wire, Direction direction, String contentType) {
    /** From a caller to a server. */
    enum Direction {
        JAVA_TO_GO("Java calls Go"),
        GO_TO_JAVA("Go calls Java"),
        /** What can be asked for at all. */
        GO_TO_GO("Go calls Go");

        private final String words;

        Direction(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    boolean servedByJava() {
        return direction == Direction.GO_TO_JAVA;
    }

    boolean calledByJava() {
        return direction == Direction.JAVA_TO_GO;
    }

    boolean json() {
        return contentType.contains("json");
    }

    @Override
    public String toString() {
        return "go-micro " + version + ", " + wire + ", " + direction + ", " + contentType;
    }
}
