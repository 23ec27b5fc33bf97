package io.micro4j.protoc;

/** Everything that the plugin can complain about: one constant, one text, one test. */
enum Problem {
    OPTION_UNKNOWN("protoc-gen-micro has no option \"%s\"; it knows: %s."),
    OPTION_TWICE("Option %s is given twice. Keep one."),
    OPTION_VALUE("Option contract_suffix is \"%s\", which cannot be part of a Java name."
            + " Give it letters and digits, as in contract_suffix=Service."),
    PACKAGE_NAME("The Java package of this file would be \"%s\", which is not a Java name."
            + " Set option java_package to one that is."),
    SERVICE_NAME("Service %s would become the Java type \"%s\", which is not a Java name."
            + " Rename it, or set the plugin option contract_suffix (for example contract_suffix=Service)."),
    MESSAGE_NAME("Rpc %s uses message %s, whose Java class would be \"%s\", which is not a Java name."
            + " Rename the message, or set option java_package or java_outer_classname in %s."),
    MESSAGE_LITE("Rpc %s uses message %s, but %s says optimize_for = LITE_RUNTIME, whose classes Micro4J cannot read."
            + " Remove that option."),
    MESSAGE_UNREACHABLE("Rpc %s uses message %s, whose Java class %s is in the unnamed package,"
            + " which no other package can name. Set option java_package in %s."),
    NAME_TAKEN("Service %s would generate the Java type %s, but that is already %s."
            + " Set the plugin option contract_suffix (for example contract_suffix=Service), or rename one of them.");

    private final String text;

    Problem(String text) {
        this.text = text;
    }

    /** Returns the text with its code in front: {@code [NAME_TAKEN] Service greeter.Greeter would …}. */
    String format(Object... arguments) {
        return "[" + name() + "] " + text.formatted(arguments);
    }
}
