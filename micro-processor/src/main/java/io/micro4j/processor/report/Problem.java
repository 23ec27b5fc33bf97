package io.micro4j.processor.report;

/** Everything that the processor can complain about: one constant, one text, one test. */
public enum Problem {
    CONTRACT_KIND("%s is %s; @MicroService makes a service of an interface."
            + " Move its methods into one, and let the class implement that."),
    CONTRACT_GENERIC("%s has type parameters, and a service says of what its messages are."
            + " Annotate an interface without any that extends this one: interface Stocks extends %s<Stock>."),
    CONTRACT_SEALED(
            "%s is sealed, so neither its client nor your service could implement it. Make it an ordinary interface."),
    CONTRACT_HIDDEN("%s is private, or in a type that is, so nothing generated could name it. Leave out private."),
    CONTRACT_NAME("%s would be called \"%s\" on the wire, where names are letters, digits, underscores and dots."
            + " Give it another: @MicroService(\"shop.Inventory\")."),
    METHOD_GENERIC("%s has type parameters of its own, and an rpc says of what its messages are. Name the messages."),
    METHOD_THROWS("%s throws %s, which is checked, and a caller in another process cannot get it."
            + " Throw MicroException, or another unchecked one."),
    METHOD_PARAMETERS("%s has %d parameters; an rpc has one. Make a record of what it takes: record %s(…) {}."),
    METHOD_OVERLOADED("%s has the name of another rpc, and on the wire only the name counts. Rename one of them."),
    METHOD_AMBIGUOUS(
            "%s is inherited from %s and from %s, one of which says its parameter with a type variable, and so Java cannot"
                    + " tell calls of the two apart. Declare it in %s, too."),
    METHOD_NAME("%s would be called \"%s\" on the wire, where names are letters, digits and underscores. Rename it."),
    METHOD_ASYNC(
            "%s names %s. Annotate the contract as those see it who block: a message, or a java.util.stream.Stream of"
                    + " messages. %s is generated beside it, with futures and publishers."),
    REPLY_VOID("%s gives nothing, and an rpc has a reply, which a later version may add to."
            + " Return a record, even an empty one: record %s() {}."),
    STREAM_ELEMENT("%s has a stream that does not say of what. Name the message: Stream<Stock>."),
    MESSAGE_KIND(
            "%s names %s, which is not a message. Make one of it, which a later version may add to: record %s(%2$s value) {}."),
    MESSAGE_GENERIC("%s names %s, and a message is a class without type parameters."
            + " Make a record of it: record %s(%2$s value) {}."),
    MESSAGE_ABSTRACT("%s names %s, of which nobody could say what arrives."
            + " Name a record, a class that can be made, or a sealed interface of records."),
    MESSAGE_INNER("%s names %s, which cannot be made without an object around it. Make it static."),
    MESSAGE_HIDDEN("%s names %s, which package %s cannot name. Make it public."),
    MESSAGE_NULLABLE("%s says that a message may be null, and on the wire none is."
            + " Throw MicroException.notFound, or make a record with an Optional in it."),
    MESSAGE_PROTO("%s names %s, which is not the class of one message of a .proto. Name that class."),
    MESSAGE_LITE("%s names %s, which protoc made for the lite runtime, and Micro4J cannot read."
            + " Remove optimize_for = LITE_RUNTIME from its .proto."),
    SUBSCRIBER_GENERIC(
            "%s has type parameters, and a subscriber says of what its messages are. Subscribe in a class without any."),
    SUBSCRIBE_METHOD("%s is static, private or has type parameters, so nothing generated could call it."
            + " Make it an ordinary method that the package can see."),
    SUBSCRIBE_PARAMETERS(
            "%s has %d parameters; a subscriber takes one, the message." + " Context.current() has what came with it."),
    SUBSCRIBE_RESULT("%s returns %s, and nobody waits for it. Return nothing; publish what others are to know."),
    SUBSCRIBE_STREAM("%s takes a Stream, and a subscriber is called for each message. Take the message."),
    SUBSCRIBE_TOPIC("%s subscribes to \"%s\", which is blank, or its own dead-letter topic. Name another."),
    SUBSCRIBE_NUMBER("%s says %s = %d, which is too little. Say more, or leave it out."),
    JSON_TYPE(
            "%s reaches %s, whose component %s is %s, and there is no JSON for that. Use a type of the table in docs/json.md:"
                    + " a List in place of an array, a record in place of a class that has parameters."),
    JSON_KEY("%s reaches %s, whose component %s is a map by %s, and in JSON its keys are the names of fields."
            + " Use String, a whole number, an enum, UUID or a date."),
    JSON_ENDLESS("%s reaches %s, whose component %s is %s, and so on without end: each holds one with more parameters."
            + " Let it hold one of its own type."),
    JSON_HIDDEN("%s reaches %s, which package %s cannot name. Make it public."),
    JSON_SEALED("%s reaches %s, which permits %s, and in JSON only records can be told apart."
            + " Make that a record without type parameters."),
    JSON_NAME(
            "%s reaches %s, in which two things would be called \"%s\" in JSON. Give one of them another: @JsonName."),
    NAME_TAKEN("%s would generate the type %s, but that is in the sources already, or generated for another interface."
            + " Rename one of them."),
    OUTPUT("%s: cannot write %s: %s");

    private final String text;

    Problem(String text) {
        this.text = text;
    }

    /** Returns the text with its code in front: {@code [REPLY_VOID] shop.Inventory.remove gives nothing…}. */
    String format(Object... arguments) {
        return "[" + name() + "] " + text.formatted(arguments);
    }
}
