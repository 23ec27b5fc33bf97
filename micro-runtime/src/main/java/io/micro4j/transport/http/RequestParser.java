package io.micro4j.transport.http;

import static io.micro4j.transport.http.Characters.SPACE;

import io.micro4j.transport.net.StringCache;
import java.nio.charset.StandardCharsets;

/** Reads requests. A call may have any method and target, as with go-micro's server; they are kept for what is no call. */
final class RequestParser extends MessageParser {
    private static final int MOST_EMPTY_LINES = 4;
    private static final String ROOT = "/";

    private int emptyLines;
    private boolean post;
    private String target = ROOT;

    RequestParser(Limits limits, StringCache strings) {
        super(limits, strings);
    }

    @Override
    boolean startLine(byte[] bytes, int from, int to) throws HttpFault {
        if (from == to) {
            if (++emptyLines > MOST_EMPTY_LINES) {
                throw HttpFault.bad("there are empty lines in place of a request");
            }
            return false;
        }
        emptyLines = 0;
        int afterMethod = Characters.indexOf(SPACE, bytes, from, to);
        if (afterMethod < 0 || !Characters.isToken(bytes, from, afterMethod)) {
            throw HttpFault.bad("the first line has no method");
        }
        int afterTarget = Characters.indexOf(SPACE, bytes, afterMethod + 1, to);
        if (afterTarget < 0 || !isTarget(bytes, afterMethod + 1, afterTarget)) {
            throw HttpFault.bad("the first line has no target, or one with a character that no target may have");
        }
        version(bytes, afterTarget + 1, to);
        post = Characters.is("post", bytes, from, afterMethod);
        int length = afterTarget - afterMethod - 1;
        target = length == 1 ? ROOT : new String(bytes, afterMethod + 1, length, StandardCharsets.US_ASCII);
        if (Characters.is("connect", bytes, from, afterMethod)) {
            throw new HttpFault(501, "CONNECT is for proxies, and this is none");
        }
        return true;
    }

    /** Returns whether the method is POST. */
    boolean isPost() {
        return post;
    }

    /** Returns the target as it came: {@code /?id=7}. */
    String target() {
        return target;
    }

    @Override
    void headComplete() throws HttpFault {
        if (hosts() > 1 || (hosts() == 0 && minorVersion() >= 1)) {
            throw HttpFault.bad("there is not exactly one Host");
        }
        if (hasStrangeExpectation()) {
            throw new HttpFault(417, "an expectation other than \"100-continue\" cannot be met");
        }
    }

    @Override
    boolean hasBodyUntilClose() {
        return false;
    }

    @Override
    boolean hasNoBody() {
        return false;
    }

    private static boolean isTarget(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Characters.isVisible(bytes[i])) {
                return false;
            }
        }
        return from < to;
    }
}
