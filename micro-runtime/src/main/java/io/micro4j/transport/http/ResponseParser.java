package io.micro4j.transport.http;

import static io.micro4j.transport.http.Characters.SPACE;

import io.micro4j.transport.net.StringCache;

/** Reads responses, and passes over those that only announce another. */
final class ResponseParser extends MessageParser {
    private static final int MOST_ANNOUNCEMENTS = 16;
    private static final int VERSION = "HTTP/1.1".length();

    private int status;
    private String phrase = "";
    private int announcements;

    ResponseParser(Limits limits, StringCache strings) {
        super(limits, strings);
    }

    int status() {
        return status;
    }

    String phrase() {
        return phrase;
    }

    @Override
    boolean startLine(byte[] bytes, int from, int to) throws HttpFault {
        int code = from + VERSION + 1;
        if (to - from < VERSION + 4 || bytes[code - 1] != SPACE) {
            throw HttpFault.bad("the first line is not \"HTTP/1.1\" and a status");
        }
        version(bytes, from, from + VERSION);
        for (int i = code; i < code + 3; i++) {
            if (!Characters.isDigit(bytes[i])) {
                throw HttpFault.bad("the status is no number of three digits");
            }
        }
        boolean ends = to == code + 3;
        if (!ends && (bytes[code + 3] != SPACE || !Characters.isText(bytes, code + 3, to))) {
            throw HttpFault.bad("the status is no number of three digits");
        }
        status = (bytes[code] - '0') * 100 + (bytes[code + 1] - '0') * 10 + (bytes[code + 2] - '0');
        phrase = ends ? "" : strings().string(bytes, code + 4, to);
        return true;
    }

    @Override
    void headComplete() throws HttpFault {
        if (status < 100 || status == 101) {
            throw HttpFault.bad("the status is " + status + ", which nobody asked for");
        }
        if (status < 200) {
            if (++announcements > MOST_ANNOUNCEMENTS) {
                throw HttpFault.bad("there is one status below 200 after the other");
            }
            skipHead();
        } else {
            announcements = 0;
        }
    }

    @Override
    boolean hasBodyUntilClose() {
        return true;
    }

    @Override
    boolean hasNoBody() {
        return status == 204 || status == 304;
    }
}
