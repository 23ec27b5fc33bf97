package io.micro4j.integration.codegen;

import com.google.protobuf.Message;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;

/**
 * A method of a generated contract, blocking or not, seen from outside.
 *
 * <p>What each shape answers: one more than the request; the request's number and one more; the sum of the requests; one more than each.
 */
record Rpc(Method method) {
    boolean takesOneRequest() {
        return !(method.getGenericParameterTypes()[0] instanceof ParameterizedType);
    }

    /** Tells of a blocking contract's method whether it gives one reply. */
    boolean givesOneReply() {
        return !(method.getGenericReturnType() instanceof ParameterizedType);
    }

    Class<? extends Message> requestType() {
        return message(method.getGenericParameterTypes()[0]);
    }

    Class<? extends Message> replyType() {
        return message(method.getGenericReturnType());
    }

    Message request(int number) {
        return Messages.of(requestType(), number);
    }

    /** Returns the replies to {@code requests}, of which there is one if the method takes one. */
    List<Message> replies(List<? extends Message> requests, boolean oneReply) {
        List<Integer> numbers = requests.stream().map(Messages::number).toList();
        if (oneReply) {
            int sum = numbers.stream().mapToInt(Integer::intValue).sum();
            return List.of(reply(takesOneRequest() ? sum + 1 : sum));
        }
        return takesOneRequest()
                ? List.of(reply(numbers.get(0)), reply(numbers.get(0) + 1))
                : numbers.stream().map(number -> reply(number + 1)).toList();
    }

    Object call(Object contract, Object argument) throws Exception {
        try {
            return method.invoke(contract, argument);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private Message reply(int number) {
        return Messages.of(replyType(), number);
    }

    private static Class<? extends Message> message(Type type) {
        Type inner = type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[0] : type;
        return ((Class<?>) inner).asSubclass(Message.class);
    }

    @Override
    public String toString() {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }
}
