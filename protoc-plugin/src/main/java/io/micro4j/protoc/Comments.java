package io.micro4j.protoc;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.DescriptorProtos.SourceCodeInfo.Location;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a proto file says beside its definitions: comments, and where things stand. */
final class Comments {
    private final Map<List<Integer>, Location> locations;

    Comments(FileDescriptor file) {
        this.locations = file.toProto().getSourceCodeInfo().getLocationList().stream()
                .collect(Collectors.toMap(Location::getPathList, Function.identity(), (first, second) -> first));
    }

    String of(ServiceDescriptor service) {
        return comment(at(path(service)));
    }

    String of(MethodDescriptor method) {
        return comment(at(path(method)));
    }

    /** Returns the line on which {@code service} stands, counted from 1; 0 if protoc did not say. */
    int line(ServiceDescriptor service) {
        return line(at(path(service)));
    }

    int line(MethodDescriptor method) {
        return line(at(path(method)));
    }

    private Location at(List<Integer> path) {
        return locations.getOrDefault(path, Location.getDefaultInstance());
    }

    private static List<Integer> path(ServiceDescriptor service) {
        return List.of(FileDescriptorProto.SERVICE_FIELD_NUMBER, service.getIndex());
    }

    private static List<Integer> path(MethodDescriptor method) {
        return List.of(
                FileDescriptorProto.SERVICE_FIELD_NUMBER,
                method.getService().getIndex(),
                ServiceDescriptorProto.METHOD_FIELD_NUMBER,
                method.getIndex());
    }

    private static String comment(Location location) {
        return location.hasLeadingComments() ? location.getLeadingComments() : location.getTrailingComments();
    }

    private static int line(Location location) {
        return location.getSpanCount() == 0 ? 0 : location.getSpan(0) + 1;
    }
}
