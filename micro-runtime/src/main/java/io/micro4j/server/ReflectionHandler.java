package io.micro4j.server;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.micro4j.call.Endpoint;
import io.micro4j.call.GrpcCode;
import io.micro4j.codec.protobuf.ProtoType;
import io.micro4j.stub.Routes;
import java.util.List;
import java.util.Set;

/**
 * Serves {@code grpc.reflection.v1.ServerReflection}, by which tools as grpcurl learn what is served here and how it is called; under its older name,
 * {@code v1alpha}, too, since a call is found by the last part of the service's name. What does not speak protobuf is not listed.
 *
 * <p>Source of the messages: grpc/grpc-proto, {@code grpc/reflection/v1/reflection.proto}.
 */
final class ReflectionHandler implements Handler {
    static final FileDescriptor FILE = DescribedFiles.parse("""
            name: "grpc/reflection/v1/reflection.proto" package: "grpc.reflection.v1" syntax: "proto3"
            message_type {
              name: "ServerReflectionRequest"
              field { name: "host" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL }
              field { name: "file_by_filename" number: 3 type: TYPE_STRING label: LABEL_OPTIONAL oneof_index: 0 }
              field { name: "file_containing_symbol" number: 4 type: TYPE_STRING label: LABEL_OPTIONAL oneof_index: 0 }
              field {
                name: "file_containing_extension" number: 5 type: TYPE_MESSAGE label: LABEL_OPTIONAL oneof_index: 0
                type_name: ".grpc.reflection.v1.ExtensionRequest"
              }
              field {
                name: "all_extension_numbers_of_type" number: 6 type: TYPE_STRING label: LABEL_OPTIONAL oneof_index: 0
              }
              field { name: "list_services" number: 7 type: TYPE_STRING label: LABEL_OPTIONAL oneof_index: 0 }
              oneof_decl { name: "message_request" }
            }
            message_type {
              name: "ExtensionRequest"
              field { name: "containing_type" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL }
              field { name: "extension_number" number: 2 type: TYPE_INT32 label: LABEL_OPTIONAL }
            }
            message_type {
              name: "ServerReflectionResponse"
              field { name: "valid_host" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL }
              field {
                name: "original_request" number: 2 type: TYPE_MESSAGE label: LABEL_OPTIONAL
                type_name: ".grpc.reflection.v1.ServerReflectionRequest"
              }
              field {
                name: "file_descriptor_response" number: 4 type: TYPE_MESSAGE label: LABEL_OPTIONAL oneof_index: 0
                type_name: ".grpc.reflection.v1.FileDescriptorResponse"
              }
              field {
                name: "all_extension_numbers_response" number: 5 type: TYPE_MESSAGE label: LABEL_OPTIONAL oneof_index: 0
                type_name: ".grpc.reflection.v1.ExtensionNumberResponse"
              }
              field {
                name: "list_services_response" number: 6 type: TYPE_MESSAGE label: LABEL_OPTIONAL oneof_index: 0
                type_name: ".grpc.reflection.v1.ListServiceResponse"
              }
              field {
                name: "error_response" number: 7 type: TYPE_MESSAGE label: LABEL_OPTIONAL oneof_index: 0
                type_name: ".grpc.reflection.v1.ErrorResponse"
              }
              oneof_decl { name: "message_response" }
            }
            message_type {
              name: "FileDescriptorResponse"
              field { name: "file_descriptor_proto" number: 1 type: TYPE_BYTES label: LABEL_REPEATED }
            }
            message_type {
              name: "ExtensionNumberResponse"
              field { name: "base_type_name" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL }
              field { name: "extension_number" number: 2 type: TYPE_INT32 label: LABEL_REPEATED }
            }
            message_type {
              name: "ListServiceResponse"
              field {
                name: "service" number: 1 type: TYPE_MESSAGE label: LABEL_REPEATED
                type_name: ".grpc.reflection.v1.ServiceResponse"
              }
            }
            message_type {
              name: "ServiceResponse"
              field { name: "name" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL }
            }
            message_type {
              name: "ErrorResponse"
              field { name: "error_code" number: 1 type: TYPE_INT32 label: LABEL_OPTIONAL }
              field { name: "error_message" number: 2 type: TYPE_STRING label: LABEL_OPTIONAL }
            }
            service {
              name: "ServerReflection"
              method {
                name: "ServerReflectionInfo"
                input_type: ".grpc.reflection.v1.ServerReflectionRequest"
                output_type: ".grpc.reflection.v1.ServerReflectionResponse"
                client_streaming: true server_streaming: true
              }
            }
            """);

    private static final Descriptor REQUEST = type("ServerReflectionRequest");
    private static final Descriptor RESPONSE = type("ServerReflectionResponse");

    private final DescribedFiles files;

    ReflectionHandler(DescribedFiles files) {
        this.files = files;
    }

    @Override
    public void bind(Routes routes) {
        routes.bidiStream(
                Endpoint.bidiStream(
                        "grpc.reflection.v1.ServerReflection",
                        "ServerReflectionInfo",
                        ProtoType.of(DynamicMessage.getDefaultInstance(REQUEST)),
                        ProtoType.of(DynamicMessage.getDefaultInstance(RESPONSE))),
                requests -> requests.map(this::answer));
    }

    private DynamicMessage answer(DynamicMessage request) {
        DynamicMessage.Builder response = DynamicMessage.newBuilder(RESPONSE);
        set(response, "valid_host", request.getField(REQUEST.findFieldByName("host")));
        set(response, "original_request", request);
        FieldDescriptor asked =
                request.getOneofFieldDescriptor(REQUEST.getOneofs().get(0));
        if (asked == null) {
            return refuse(response, GrpcCode.INVALID_ARGUMENT, "nothing was asked");
        }
        Object what = request.getField(asked);
        return switch (asked.getName()) {
            case "list_services" -> services(response);
            case "file_by_filename" -> files(response, files.named((String) what), "file", what);
            case "file_containing_symbol" -> files(response, files.describing((String) what), "symbol", what);
            case "file_containing_extension" -> extension(response, (Message) what);
            default -> extensionNumbers(response, (String) what);
        };
    }

    private DynamicMessage services(DynamicMessage.Builder response) {
        DynamicMessage.Builder list = DynamicMessage.newBuilder(type("ListServiceResponse"));
        for (String name : files.services()) {
            DynamicMessage.Builder service = DynamicMessage.newBuilder(type("ServiceResponse"));
            add(list, "service", set(service, "name", name).build());
        }
        return set(response, "list_services_response", list.build()).build();
    }

    private DynamicMessage extension(DynamicMessage.Builder response, Message asked) {
        Descriptor type = asked.getDescriptorForType();
        String extended = (String) asked.getField(type.findFieldByName("containing_type"));
        int number = (Integer) asked.getField(type.findFieldByName("extension_number"));
        return files(response, files.extending(extended, number), "extension", number + " of " + extended);
    }

    private DynamicMessage extensionNumbers(DynamicMessage.Builder response, String type) {
        Set<Integer> numbers = files.extensions(type);
        if (numbers == null) {
            return refuse(response, GrpcCode.NOT_FOUND, "no message is called " + type + " here");
        }
        DynamicMessage.Builder list = DynamicMessage.newBuilder(type("ExtensionNumberResponse"));
        set(list, "base_type_name", type);
        numbers.forEach(number -> add(list, "extension_number", number));
        return set(response, "all_extension_numbers_response", list.build()).build();
    }

    private static DynamicMessage files(
            DynamicMessage.Builder response, List<FileDescriptor> found, String kind, Object what) {
        if (found.isEmpty()) {
            return refuse(response, GrpcCode.NOT_FOUND, "no " + kind + " is called " + what + " here");
        }
        DynamicMessage.Builder list = DynamicMessage.newBuilder(type("FileDescriptorResponse"));
        found.forEach(file -> add(list, "file_descriptor_proto", file.toProto().toByteString()));
        return set(response, "file_descriptor_response", list.build()).build();
    }

    private static DynamicMessage refuse(DynamicMessage.Builder response, GrpcCode code, String message) {
        DynamicMessage.Builder error = DynamicMessage.newBuilder(type("ErrorResponse"));
        set(error, "error_code", code.number());
        set(error, "error_message", message);
        return set(response, "error_response", error.build()).build();
    }

    private static Descriptor type(String name) {
        return FILE.findMessageTypeByName(name);
    }

    private static DynamicMessage.Builder set(DynamicMessage.Builder message, String field, Object value) {
        return message.setField(message.getDescriptorForType().findFieldByName(field), value);
    }

    private static void add(DynamicMessage.Builder message, String field, Object value) {
        message.addRepeatedField(message.getDescriptorForType().findFieldByName(field), value);
    }
}
