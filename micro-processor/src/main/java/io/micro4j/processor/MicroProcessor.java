package io.micro4j.processor;

import static java.util.Objects.requireNonNull;

import com.google.auto.service.AutoService;
import com.palantir.javapoet.JavaFile;
import io.micro4j.codegen.Emitter;
import io.micro4j.codegen.ServiceModel;
import io.micro4j.codegen.SubscriberModel;
import io.micro4j.codegen.json.JsonFile;
import io.micro4j.codegen.json.JsonModel;
import io.micro4j.processor.report.Complaints;
import io.micro4j.processor.report.Problem;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;

/**
 * Generates the files of each interface with {@code @MicroService}, and of each class with methods that {@code @Subscribe}. What it makes of one depends on that type and the types that it names, and
 * on nothing else: isolating, as Gradle calls it.
 */
@AutoService(Processor.class)
public final class MicroProcessor extends AbstractProcessor {
    private static final String CONTRACT = "io.micro4j.MicroService";

    /** Elements do not live longer than a round, so what waits is kept by name. */
    private record Name(String module, String type) {}

    private final Set<Name> contracts = new LinkedHashSet<>();
    private final Set<Name> subscribers = new LinkedHashSet<>();
    private final Set<String> sources = new HashSet<>();

    /** Made by javac. */
    public MicroProcessor() {}

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of(CONTRACT, SubscriberReader.ANNOTATION);
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (Element root : round.getRootElements()) {
            if (root instanceof TypeElement type) {
                sources.add(type.getQualifiedName().toString());
            }
        }
        for (TypeElement annotation : annotations) {
            for (Element annotated : round.getElementsAnnotatedWith(annotation)) {
                if (annotation.getQualifiedName().contentEquals(CONTRACT)) {
                    contracts.add(nameOf((TypeElement) annotated));
                } else {
                    subscribers.add(nameOf((TypeElement) requireNonNull(annotated.getEnclosingElement())));
                }
            }
        }
        contracts.removeIf(name -> isContractDone(find(name), round.processingOver()));
        subscribers.removeIf(name -> isSubscriberDone(find(name), round.processingOver()));
        return false;
    }

    /** Returns false to be asked again in the next round. */
    private boolean isContractDone(TypeElement contract, boolean lastRound) {
        Complaints complaints = new Complaints(contract, sources);
        ContractReader reader = new ContractReader(processingEnv, contract, annotation(contract), complaints);
        Optional<ServiceModel> service = reader.read();
        return isDone(
                contract,
                complaints,
                reader.waits(),
                lastRound,
                service.map(model -> withJson(Emitter.emit(model, contract), reader.json(), contract))
                        .orElse(List.of()));
    }

    private boolean isSubscriberDone(TypeElement type, boolean lastRound) {
        Complaints complaints = new Complaints(type, sources);
        SubscriberReader reader = new SubscriberReader(processingEnv, type, complaints);
        Optional<SubscriberModel> subscriber = reader.read();
        return isDone(
                type,
                complaints,
                reader.waits(),
                lastRound,
                subscriber
                        .map(model -> withJson(List.of(Emitter.emit(model, type)), reader.json(), type))
                        .orElse(List.of()));
    }

    private static List<JavaFile> withJson(List<JavaFile> files, Optional<JsonModel> json, TypeElement origin) {
        return Stream.concat(files.stream(), json.map(model -> JsonFile.of(model, origin)).stream())
                .toList();
    }

    private boolean isDone(
            TypeElement origin, Complaints complaints, boolean waits, boolean lastRound, List<JavaFile> files) {
        if (waits && !lastRound) {
            return false;
        }
        if (complaints.isEmpty() && !lastRound) {
            files.forEach(file -> write(file, origin, complaints));
        }
        complaints.tell(processingEnv.getMessager());
        return true;
    }

    private void write(JavaFile file, TypeElement contract, Complaints complaints) {
        String name = file.packageName().isEmpty()
                ? file.typeSpec().name()
                : file.packageName() + "." + file.typeSpec().name();
        try {
            file.writeTo(processingEnv.getFiler());
        } catch (FilerException e) {
            complaints.add(contract, Problem.NAME_TAKEN, contract, name);
        } catch (IOException e) {
            complaints.add(contract, Problem.OUTPUT, contract, name, e);
        }
    }

    private static AnnotationMirror annotation(TypeElement contract) {
        return contract.getAnnotationMirrors().stream()
                .filter(each -> ((TypeElement) each.getAnnotationType().asElement())
                        .getQualifiedName()
                        .contentEquals(CONTRACT))
                .findFirst()
                .orElseThrow();
    }

    private Name nameOf(TypeElement type) {
        ModuleElement module = processingEnv.getElementUtils().getModuleOf(type);
        return new Name(
                module == null ? "" : module.getQualifiedName().toString(),
                type.getQualifiedName().toString());
    }

    private TypeElement find(Name name) {
        var elements = processingEnv.getElementUtils();
        ModuleElement module = elements.getModuleElement(name.module());
        return module == null ? elements.getTypeElement(name.type()) : elements.getTypeElement(module, name.type());
    }
}
