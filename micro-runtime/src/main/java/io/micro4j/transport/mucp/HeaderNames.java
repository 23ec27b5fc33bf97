package io.micro4j.transport.mucp;

/** Which names may stand in front of a header's colon. */
final class HeaderNames {
    /** What stands in front of the name of metadata that a server says last; see {@code docs/wire-extensions.md}. */
    static final String TRAILER = "Micro-Trailer-";

    private static final String MARKS = "!#$%&'*+-.^_`|~";
    private static final String CONTENT = "Content-";

    private HeaderNames() {}

    /** Returns whether an application may not use {@code name}, because the wire does. */
    static boolean isReserved(String name) {
        return Word.of(name) != null || startsWith(name, CONTENT) || isTrailer(name);
    }

    static boolean isTrailer(String name) {
        return startsWith(name, TRAILER);
    }

    /** Returns whether {@code name} is a token of RFC 9110, section 5.6.2. */
    static boolean isToken(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!isTokenCharacter(name.charAt(i))) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /** Returns {@code text} without what would disturb a log. */
    static String printable(String text) {
        String shortened = text.length() > 64 ? text.substring(0, 64) + "…" : text;
        return shortened.replaceAll("[\\p{Cntrl}]", "?");
    }

    private static boolean isTokenCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || MARKS.indexOf(c) >= 0;
    }

    private static boolean startsWith(String name, String prefix) {
        return name.regionMatches(true, 0, prefix, 0, prefix.length());
    }
}
