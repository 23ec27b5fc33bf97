package io.micro4j.processor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/** Everything wrong with one interface, so that a user hears it in one compile. */
public final class Complaints {
    private record Complaint(String text, Element at) {}

    private final List<Complaint> found = new ArrayList<>();
    private final TypeElement contract;
    private final Set<String> sources;

    /**
     * Starts with none.
     *
     * @param contract the interface
     * @param sources the full names of the top-level types that are being compiled
     */
    public Complaints(TypeElement contract, Set<String> sources) {
        this.contract = contract;
        this.sources = Set.copyOf(sources);
    }

    /** Adds one at {@code element}, or at the interface if {@code element} is not in a file that is being compiled. */
    public void add(Element element, Problem problem, Object... arguments) {
        found.add(new Complaint(problem.format(arguments), isSource(element) ? element : contract));
    }

    /** Returns whether nothing is wrong. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Tells javac. */
    public void tell(Messager messager) {
        found.forEach(complaint -> messager.printMessage(Diagnostic.Kind.ERROR, complaint.text(), complaint.at()));
    }

    private boolean isSource(Element element) {
        Element outermost = element;
        while (outermost.getEnclosingElement() != null
                && outermost.getEnclosingElement().getKind() != ElementKind.PACKAGE) {
            outermost = outermost.getEnclosingElement();
        }
        return outermost instanceof TypeElement type
                && sources.contains(type.getQualifiedName().toString());
    }
}
