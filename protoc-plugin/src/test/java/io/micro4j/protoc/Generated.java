package io.micro4j.protoc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.compiler.PluginProtos.CodeGeneratorRequest;
import com.google.protobuf.compiler.PluginProtos.CodeGeneratorResponse;
import com.google.protobuf.compiler.PluginProtos.CodeGeneratorResponse.File;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the plugin makes of a request, in the process of the test. */
final class Generated {
    /** Returns the generated texts by path. */
    static Map<String, String> by(CodeGeneratorRequest request) {
        CodeGeneratorResponse response = Plugin.run(request);
        assertThat(response.getError()).as("complaint of the plugin").isEmpty();
        return response.getFileList().stream()
                .collect(Collectors.toMap(File::getName, File::getContent, Generated::twice, TreeMap::new));
    }

    private static String twice(String first, String second) {
        throw new AssertionError("one file generated twice:\n" + first + "\n" + second);
    }

    private Generated() {}
}
