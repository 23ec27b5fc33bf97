package io.micro4j.protoc;

import com.google.protobuf.Descriptors.FileDescriptor;
import java.util.ArrayList;
import java.util.List;

/** Everything wrong with one request, so that a user hears it in one run: {@code greeter.proto:7: [CODE] …} a line. */
final class Complaints {
    private final List<String> found = new ArrayList<>();

    void add(FileDescriptor file, int line, String text) {
        found.add(file.getName() + (line > 0 ? ":" + line : "") + ": " + text);
    }

    /** Throws what was found, if anything was. */
    void refuse() {
        if (!found.isEmpty()) {
            throw new RefusedException(String.join("\n", found));
        }
    }
}
