package io.micro4j.codegen;

import static java.util.Objects.requireNonNull;

import com.palantir.javapoet.ClassName;
import java.util.List;
import java.util.Set;

/**
 * One service, as the emitter sees it: no descriptors, no elements. Owns the name of every generated type.
 *
 * @param contract the blocking contract
 * @param name the full name on the wire, {@code greeter.Greeter}
 * @param source the file that the service was read from, as its header shows it
 * @param methods in the order of the source
 * @param isPublic whether the generated types are, as the contract is
 * @param surroundings names around the generated types that may mean something else than they usually do
 */
public record ServiceModel(
        ClassName contract,
        String name,
        String source,
        List<MethodModel> methods,
        boolean isPublic,
        Surroundings surroundings,
        Doc doc) {
    public ServiceModel {
        requireNonNull(contract, "contract");
        requireNonNull(name, "name");
        requireNonNull(source, "source");
        methods = List.copyOf(methods);
        requireNonNull(surroundings, "surroundings");
        requireNonNull(doc, "doc");
    }

    /** Returns the same service among other names. */
    public ServiceModel withSurroundings(Surroundings changed) {
        return new ServiceModel(contract, name, source, methods, isPublic, changed, doc);
    }

    /** Returns the asynchronous contract. */
    public ClassName async() {
        return peer("Async");
    }

    /** Returns the implementation of both contracts that calls over the network. */
    public ClassName client() {
        return peer("Client");
    }

    /** Returns the adapter from a contract to the server. */
    public ClassName handler() {
        return peer("Handler");
    }

    /** Returns the holder of wire names and message types. */
    public ClassName endpoints() {
        return peer("Endpoints");
    }

    /** Returns every type that is generated from a source which does not hold the contract itself. */
    public List<ClassName> types() {
        return List.of(contract, async(), client(), handler(), endpoints());
    }

    private ClassName peer(String role) {
        return ClassName.get(contract.packageName(), String.join("", contract.simpleNames()) + role);
    }

    /**
     * Type names that would hide the usual ones.
     *
     * @param inPackage simple names of the types in the contract's package, as far as they are known
     * @param inContract simple names of the types nested in the contract, which its client inherits
     */
    public record Surroundings(Set<String> inPackage, Set<String> inContract) {
        /** Nothing that hides anything. */
        public static final Surroundings EMPTY = new Surroundings(Set.of(), Set.of());

        public Surroundings {
            inPackage = Set.copyOf(inPackage);
            inContract = Set.copyOf(inContract);
        }

        boolean hideJavaLang() {
            return JavaNames.IN_JAVA_LANG.stream().anyMatch(inPackage::contains);
        }
    }
}
