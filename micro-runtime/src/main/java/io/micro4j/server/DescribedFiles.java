package io.micro4j.server;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.TextFormat;
import io.micro4j.call.Endpoint;
import io.micro4j.codec.protobuf.ProtoType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The {@code .proto} files of what a server serves, and what they describe by its full name. Immutable.
 *
 * <p>The messages bring the files that protoc described. A service that is in none of these, since its file has no message that it speaks of, or since it
 * comes of a Java interface, is described here from its endpoints.
 */
final class DescribedFiles {
    private final Map<String, FileDescriptor> byName = new LinkedHashMap<>();
    private final Map<String, FileDescriptor> bySymbol = new HashMap<>();
    private final Map<String, Map<Integer, FileDescriptor>> extensions = new HashMap<>();
    private final SortedSet<String> services = new TreeSet<>();

    private DescribedFiles() {}

    /** Returns the files of the services of {@code endpoints}, as far as they speak protobuf, and {@code more}, with all that these import. */
    static DescribedFiles of(List<? extends Endpoint<?, ?>> endpoints, FileDescriptor... more) {
        DescribedFiles files = new DescribedFiles();
        Map<String, List<Endpoint<?, ?>>> byService = new TreeMap<>();
        for (Endpoint<?, ?> endpoint : endpoints) {
            if (endpoint.request() instanceof ProtoType<?> request && endpoint.reply() instanceof ProtoType<?> reply) {
                files.add(file(request));
                files.add(file(reply));
                byService
                        .computeIfAbsent(endpoint.service(), service -> new ArrayList<>())
                        .add(endpoint);
            }
        }
        byService.forEach((service, its) -> {
            if (!files.bySymbol.containsKey(service)) {
                files.add(describe(service, its));
            }
            files.services.add(service);
        });
        for (FileDescriptor file : more) {
            files.add(file);
            file.getServices().forEach(service -> files.services.add(service.getFullName()));
        }
        return files;
    }

    /** Returns the file that {@code text} describes. */
    static FileDescriptor parse(String text) {
        try {
            return link(TextFormat.parse(text, FileDescriptorProto.class));
        } catch (TextFormat.ParseException e) {
            throw new IllegalStateException("A file is described wrongly", e);
        }
    }

    /** Returns the full names of the services. */
    SortedSet<String> services() {
        return services;
    }

    /** Returns the file called {@code name}, and those that it imports; none if there is no such file. */
    List<FileDescriptor> named(String name) {
        return withImports(byName.get(name));
    }

    /** Returns the file that describes {@code symbol}, and those that it imports; none if there is no such file. */
    List<FileDescriptor> describing(String symbol) {
        return withImports(bySymbol.get(symbol));
    }

    /** Returns the file with extension {@code number} of {@code type}, and those that it imports; none if there is no such file. */
    List<FileDescriptor> extending(String type, int number) {
        return withImports(extensions.getOrDefault(type, Map.of()).get(number));
    }

    /** Returns the numbers of the extensions of {@code type}, or null if no message is called so. */
    @Nullable
    Set<Integer> extensions(String type) {
        return bySymbol.containsKey(type)
                ? extensions.getOrDefault(type, Map.of()).keySet()
                : null;
    }

    private void add(FileDescriptor file) {
        if (byName.putIfAbsent(file.getName(), file) == null) {
            file.getMessageTypes().forEach(this::add);
            file.getEnumTypes().forEach(this::add);
            file.getServices().forEach(this::add);
            file.getExtensions().forEach(this::extend);
            file.getDependencies().forEach(this::add);
        }
    }

    private void add(Descriptor message) {
        symbol(message);
        message.getFields().forEach(this::symbol);
        message.getOneofs().forEach(this::symbol);
        message.getNestedTypes().forEach(this::add);
        message.getEnumTypes().forEach(this::add);
        message.getExtensions().forEach(this::extend);
    }

    private void add(EnumDescriptor type) {
        symbol(type);
        type.getValues().forEach(this::symbol);
    }

    private void add(ServiceDescriptor service) {
        symbol(service);
        service.getMethods().forEach(this::symbol);
    }

    private void extend(FieldDescriptor extension) {
        symbol(extension);
        extensions
                .computeIfAbsent(extension.getContainingType().getFullName(), type -> new TreeMap<>())
                .putIfAbsent(extension.getNumber(), extension.getFile());
    }

    private void symbol(GenericDescriptor described) {
        bySymbol.putIfAbsent(described.getFullName(), described.getFile());
    }

    private static List<FileDescriptor> withImports(@Nullable FileDescriptor file) {
        Set<FileDescriptor> all = new LinkedHashSet<>();
        if (file != null) {
            gather(file, all);
        }
        return List.copyOf(all);
    }

    private static void gather(FileDescriptor file, Set<FileDescriptor> all) {
        if (all.add(file)) {
            file.getDependencies().forEach(each -> gather(each, all));
        }
    }

    private static FileDescriptor describe(String service, List<Endpoint<?, ?>> endpoints) {
        int dot = service.lastIndexOf('.');
        ServiceDescriptorProto.Builder described =
                ServiceDescriptorProto.newBuilder().setName(service.substring(dot + 1));
        Set<FileDescriptor> imports = new LinkedHashSet<>();
        for (Endpoint<?, ?> endpoint : endpoints) {
            ProtoType<?> request = (ProtoType<?>) endpoint.request();
            ProtoType<?> reply = (ProtoType<?>) endpoint.reply();
            imports.add(file(request));
            imports.add(file(reply));
            described.addMethod(MethodDescriptorProto.newBuilder()
                    .setName(endpoint.rpc())
                    .setInputType("." + request)
                    .setOutputType("." + reply)
                    .setClientStreaming(endpoint.shape().streamsRequests())
                    .setServerStreaming(endpoint.shape().streamsReplies()));
        }
        FileDescriptorProto.Builder file = FileDescriptorProto.newBuilder()
                .setName(service + ".proto")
                .setSyntax("proto3")
                .addService(described);
        if (dot > 0) {
            file.setPackage(service.substring(0, dot));
        }
        imports.forEach(each -> file.addDependency(each.getName()));
        return link(file.build(), imports.toArray(FileDescriptor[]::new));
    }

    private static FileDescriptor link(FileDescriptorProto file, FileDescriptor... imports) {
        try {
            return FileDescriptor.buildFrom(file, imports);
        } catch (DescriptorValidationException e) {
            throw new IllegalStateException(file.getName() + " is described wrongly", e);
        }
    }

    private static FileDescriptor file(ProtoType<?> type) {
        return type.prototype().getDescriptorForType().getFile();
    }
}
