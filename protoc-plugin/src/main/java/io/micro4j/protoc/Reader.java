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
    private final List<ServiceModel> services = new ArrayList<>();
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
        sources.toGenerate().forEach(this::read);
        complaints.refuse();
        return services.stream().map(this::amongAllNames).toList();
    }

    private void read(FileDescriptor file) {
        String javaPackage = GeneratorNames.getFileJavaPackage(file);
        if (file.getServices().isEmpty()) {
            return;
        }
        if (!javaPackage.isEmpty() && !SourceVersion.isName(javaPackage)) {
            complaints.add(file, 0, Problem.PACKAGE_NAME.format(javaPackage));
            return;
        }
        Comments comments = new Comments(file);
        file.getServices().forEach(service -> read(service, javaPackage, comments));
    }

    private void read(ServiceDescriptor service, String javaPackage, Comments comments) {
        String name = JavaNames.type(service.getName()) + options.contractSuffix();
        if (SourceVersion.isName(name)) {
            ServiceModel model = model(service, ClassName.get(javaPackage, name), comments);
            claimNames(service, model, comments);
            services.add(model);
        } else {
            complaints.add(
                    service.getFile(),
                    comments.line(service),
                    Problem.SERVICE_NAME.format(service.getFullName(), name));
        }
    }

    private ServiceModel model(ServiceDescriptor service, ClassName contract, Comments comments) {
        FileDescriptor file = service.getFile();
        return new ServiceModel(
                contract,
                service.getFullName(),
                file.getName(),
                new MethodReader(comments, complaints).read(service),
                true,
                Surroundings.EMPTY,
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

    /** Only when all are read, every name that may hide another is known. */
    private ServiceModel amongAllNames(ServiceModel service) {
        Set<String> taken = types.taken(service.contract().packageName());
        return service.withSurroundings(new Surroundings(taken, Set.of()));
    }
}
