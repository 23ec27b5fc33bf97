package io.micro4j.integration.codegen;

import io.micro4j.client.Client;
import io.micro4j.server.Handler;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The five generated types of one service, by reflection: tests call every one of them. */
record Contract(String name) {
    /** Returns all that the build generated. */
    static List<Contract> all() {
        return GeneratedSources.ofMicro().stream()
                .map(GeneratedSources::className)
                .filter(name -> name.endsWith("Handler"))
                .map(name -> new Contract(name.substring(0, name.length() - "Handler".length())))
                .toList();
    }

    List<Rpc> rpcs() {
        return rpcs(type(""));
    }

    List<Rpc> asyncRpcs() {
        return rpcs(type("Async"));
    }

    Handler handler(InvocationHandler implementation) throws ReflectiveOperationException {
        return (Handler) type("Handler").getMethod("of", type("")).invoke(null, proxy(type(""), implementation));
    }

    Handler asyncHandler(InvocationHandler implementation) throws ReflectiveOperationException {
        Object contract = proxy(type("Async"), implementation);
        return (Handler) type("Handler").getMethod("async", type("Async")).invoke(null, contract);
    }

    Object client(Client client, String service) throws ReflectiveOperationException {
        return type("Client").getMethod("of", Client.class, String.class).invoke(null, client, service);
    }

    Object asyncClient(Client client, String service) throws ReflectiveOperationException {
        return type("Client").getMethod("async").invoke(client(client, service));
    }

    private Class<?> type(String role) {
        try {
            return Class.forName(name + role);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object proxy(Class<?> contract, InvocationHandler implementation) {
        return Proxy.newProxyInstance(contract.getClassLoader(), new Class<?>[] {contract}, implementation);
    }

    private static List<Rpc> rpcs(Class<?> contract) {
        return Stream.of(contract.getMethods())
                .map(Rpc::new)
                .sorted(Comparator.comparing(Rpc::toString))
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
