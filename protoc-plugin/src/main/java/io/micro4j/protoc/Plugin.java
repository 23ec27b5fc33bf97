package io.micro4j.protoc;

import com.google.protobuf.DescriptorProtos.Edition;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.compiler.PluginProtos.CodeGeneratorRequest;
import com.google.protobuf.compiler.PluginProtos.CodeGeneratorResponse;
import com.google.protobuf.compiler.PluginProtos.CodeGeneratorResponse.Feature;
import com.palantir.javapoet.JavaFile;
import io.micro4j.codegen.Emitter;
import io.micro4j.codegen.ServiceModel;
import java.util.List;

/** From protoc's request to its response. Complaints go into the response, where protoc shows them. */
final class Plugin {
    static CodeGeneratorResponse run(CodeGeneratorRequest request) {
        try {
            return generate(request);
        } catch (RefusedException e) {
            return answer().setError(e.getMessage()).build();
        } catch (DescriptorValidationException | RuntimeException | Error e) {
            return answer().setError(Bug.describe(e)).build();
        }
    }

    private static CodeGeneratorResponse generate(CodeGeneratorRequest request) throws DescriptorValidationException {
        Options options = Options.parse(request.getParameter());
        List<ServiceModel> services = new Reader(Sources.of(request), options).read();
        CodeGeneratorResponse.Builder response = answer();
        services.stream()
                .flatMap(service -> Emitter.emit(service).stream())
                .forEach(file -> response.addFileBuilder().setName(path(file)).setContent(file.toString()));
        return response.build();
    }

    private static String path(JavaFile file) {
        String folder = file.packageName().isEmpty() ? "" : file.packageName().replace('.', '/') + "/";
        return folder + file.typeSpec().name() + ".java";
    }

    private static CodeGeneratorResponse.Builder answer() {
        return CodeGeneratorResponse.newBuilder()
                .setSupportedFeatures(Feature.FEATURE_PROTO3_OPTIONAL_VALUE | Feature.FEATURE_SUPPORTS_EDITIONS_VALUE)
                .setMinimumEdition(Edition.EDITION_PROTO2.getNumber())
                .setMaximumEdition(Edition.EDITION_2024.getNumber());
    }

    private Plugin() {}
}
