package io.micro4j.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileOptions;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.Int32Value;
import com.google.protobuf.JavaFeaturesProto;
import com.google.protobuf.StringValue;
import io.micro4j.call.Endpoint;
import io.micro4j.call.MessageType;
import io.micro4j.codec.protobuf.ProtoType;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DescribedFilesTest {
    private final Endpoint<StringValue, Int32Value> count = Endpoint.bidiStream(
            "acme.Counter",
            "Count",
            ProtoType.of(StringValue.getDefaultInstance()),
            ProtoType.of(Int32Value.getDefaultInstance()));
    private final Endpoint<Word, Word> json =
            Endpoint.unary("acme.Words", "Say", MessageType.of(Word.class), MessageType.of(Word.class));
    private final DescribedFiles files = DescribedFiles.of(
            List.of(count, json),
            HealthHandler.FILE,
            FileOptions.getDescriptor().getFile(),
            JavaFeaturesProto.getDescriptor());

    @Test
    void aServiceThatNoFileHasIsDescribedFromItsEndpoints() {
        FileDescriptor file = files.describing("acme.Counter").get(0);

        ServiceDescriptor service = file.findServiceByName("Counter");
        assertThat(service.getFullName()).isEqualTo("acme.Counter");
        assertThat(service.getMethods()).hasSize(1);
        var method = service.findMethodByName("Count");
        assertThat(method.isClientStreaming()).isTrue();
        assertThat(method.isServerStreaming()).isTrue();
        assertThat(method.getInputType()).isEqualTo(StringValue.getDescriptor());
        assertThat(method.getOutputType()).isEqualTo(Int32Value.getDescriptor());
        assertThat(files.describing("acme.Counter.Count").get(0)).isSameAs(file);
    }

    @Test
    void filesComeWithWhatTheyImport() {
        assertThat(files.named("acme.Counter.proto").stream().map(FileDescriptor::getName))
                .containsExactly("acme.Counter.proto", "google/protobuf/wrappers.proto");
        assertThat(files.describing("google.protobuf.StringValue.value").stream()
                        .map(FileDescriptor::getName))
                .containsExactly("google/protobuf/wrappers.proto");
        assertThat(files.describing("grpc.health.v1.HealthCheckResponse.ServingStatus"))
                .containsExactly(HealthHandler.FILE);
    }

    @Test
    void whatSpeaksNoProtobufIsNotListed() {
        assertThat(files.services()).containsExactly("acme.Counter", "grpc.health.v1.Health");
    }

    @Test
    void extensionsAreFound() {
        int number = JavaFeaturesProto.java_.getNumber();

        assertThat(files.extensions("google.protobuf.FeatureSet")).contains(number);
        assertThat(files.extending("google.protobuf.FeatureSet", number).get(0))
                .isSameAs(JavaFeaturesProto.getDescriptor().getFile());
        assertThat(files.extensions("google.protobuf.StringValue")).isEmpty();
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(files.named("nothing.proto")).isEmpty();
        assertThat(files.describing("acme.Nobody")).isEmpty();
        assertThat(files.extending("google.protobuf.FeatureSet", 1)).isEmpty();
        assertThat(files.extensions("acme.Nobody")).isNull();
    }

    private record Word(String text) {}
}
