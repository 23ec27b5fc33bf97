package io.micro4j.transport.http;

import java.nio.charset.StandardCharsets;

/** The answer to what is no request: a status of HTTP's, and the reason both as text and where go-micro's clients look for it. */
final class Refusal {
    private Refusal() {}

    static byte[] of(HttpFault fault) {
        String phrase = phrase(fault.status());
        String body = phrase + ": " + fault.what() + "\n";
        String error = "{\"id\":\"go.micro.server\",\"code\":" + fault.status() + ",\"detail\":\""
                + fault.what().replace("\"", "\\\"") + "\",\"status\":\"" + phrase + "\"}";
        String head = "HTTP/1.1 " + fault.status() + " " + phrase + "\r\n"
                + "Content-Type: text/plain; charset=utf-8\r\n"
                + "Connection: close\r\n"
                + "Micro-Unstarted: true\r\n"
                + "Micro-Error: " + error + "\r\n"
                + "Content-Length: " + body.length() + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.US_ASCII);
    }

    private static String phrase(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 408 -> "Request Timeout";
            case 413 -> "Request Entity Too Large";
            case 417 -> "Expectation Failed";
            case 431 -> "Request Header Fields Too Large";
            case 501 -> "Not Implemented";
            case 505 -> "HTTP Version Not Supported";
            default -> throw new IllegalArgumentException("No refusal has the status " + status);
        };
    }
}
