package io.micro4j.protoc;

import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.GeneratorNames;
import com.palantir.javapoet.ClassName;
import io.micro4j.codegen.Doc;
import io.micro4j.codegen.JavaNames;
import io.micro4j.codegen.ServiceModel;
import io.micro4j.codegen.ServiceModel.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** From linked files to models. Reports everything that is wrong before anything is generated. */
final class Reader {
    private final Complaints complaints = new Complaints();
    private final Sources sources;
    private final Options options;
    private final TypeNames types;

    Reader(Sources sources, Options options) {
        this.sources = sources;
        this.options = options;
        this.types = new TypeNames(sources.all());
    }

    /** Returns the services of the files to generate, in their order. */
    List<ServiceModel> read() {
        List<ServiceModel> services = new ArrayList<>();
        sources.toGenerate().forEach(file -> services.addAll(read(file)));
        complaints.refuse();
        return services;
    }

    private List<ServiceModel> read(FileDescriptor file) {
        String javaPackage = GeneratorNames.getFileJavaPackage(file);
        if (file.getServices().isEmpty()) {
            return List.of();
        }
        if (!javaPackage.isEmpty() && !SourceVersion.isName(javaPackage)) {
            complaints.add(file, 0, Problem.PACKAGE_NAME.format(javaPackage));
            return List.of();
        }
        Comments comments = new Comments(file);
        Surroundings surroundings = new Surroundings(types.inPackage(javaPackage), Set.of());
        List<ServiceModel> services = new ArrayList<>();
        for (ServiceDescriptor service : file.getServices()) {
            ServiceModel model = read(service, comments, surroundings);
            claimNames(service, model, comments);
            services.add(model);
        }
        return services;
    }

    private ServiceModel read(ServiceDescriptor service, Comments comments, Surroundings surroundings) {
        FileDescriptor file = service.getFile();
        String contract = JavaNames.type(service.getName()) + options.contractSuffix();
        if (!SourceVersion.isName(contract)) {
            complaints.add(file, comments.line(service), Problem.SERVICE_NAME.format(service.getFullName(), contract));
        }
        return new ServiceModel(
                ClassName.get(GeneratorNames.getFileJavaPackage(file), contract),
                service.getFullName(),
                file.getName(),
                new MethodReader(comments, complaints).read(service),
                surroundings,
                Doc.ofPlainText(
                        comments.of(service),
                        service.getOptions().getDeprecated()
                                || file.getOptions().getDeprecated()));
    }

    private void claimNames(ServiceDescriptor service, ServiceModel model, Comments comments) {
        String owner = "generated for service " + service.getFullName() + " of " + model.source();
        for (ClassName type : model.types()) {
            types.claim(type, owner)
                    .ifPresent(before -> complaints.add(
                            service.getFile(),
                            comments.line(service),
                            Problem.NAME_TAKEN.format(service.getFullName(), type.canonicalName(), before)));
        }
    }
}
