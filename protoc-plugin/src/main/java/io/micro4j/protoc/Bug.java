package io.micro4j.protoc;

import java.util.Arrays;

/** What a user is told about a failure that is our fault: enough to report it, no stack trace. */
final class Bug {
    static String describe(Throwable bug) {
        return "this is a bug in protoc-gen-micro, please report it: " + bug + place(bug);
    }

    private static String place(Throwable bug) {
        return Arrays.stream(bug.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("io.micro4j."))
                .findFirst()
                .map(frame -> " (at " + frame.getFileName() + ":" + frame.getLineNumber() + ")")
                .orElse("");
    }

    private Bug() {}
}
