package io.micro4j.call;

/** Go's names for what a {@code .proto} declares. */
final class GoName {
    private GoName() {}

    /**
     * Returns {@code name} as protoc-gen-go writes it: the first letter upper-case, an underscore before a lower-case letter removed and
     * that letter upper-cased. Source: google.golang.org/protobuf, {@code internal/strs.GoCamelCase}.
     */
    static String camelCase(String name) {
        StringBuilder camel = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean lowerNext = i + 1 < name.length() && isLower(name.charAt(i + 1));
            if (c == '_' && (i == 0 || lowerNext)) {
                if (i == 0) {
                    camel.append('X');
                }
            } else if (isLower(c) && (i == 0 || name.charAt(i - 1) == '_')) {
                camel.append((char) (c - 'a' + 'A'));
            } else {
                camel.append(c);
            }
        }
        return camel.toString();
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }
}
