package io.micro4j.transport.http2;

/** Why a stream or a connection ends: RFC 9113, section 7. */
public final class ErrorCode {
    /** Nothing is wrong. */
    public static final int NO_ERROR = 0;
    /** What came is not allowed. */
    public static final int PROTOCOL_ERROR = 1;
    /** The sender made a mistake of its own. */
    public static final int INTERNAL_ERROR = 2;
    /** More came than there was credit for. */
    public static final int FLOW_CONTROL_ERROR = 3;
    /** A frame came for a stream on which none may follow. */
    public static final int STREAM_CLOSED = 5;
    /** A frame has a size that its type does not have. */
    public static final int FRAME_SIZE_ERROR = 6;
    /** The stream was not looked at. */
    public static final int REFUSED_STREAM = 7;
    /** The stream is not wanted any more. */
    public static final int CANCEL = 8;
    /** Compressed headers cannot be read. */
    public static final int COMPRESSION_ERROR = 9;
    /** The peer does too much of something. */
    public static final int ENHANCE_YOUR_CALM = 11;
    /** The connection is not safe enough. */
    public static final int INADEQUATE_SECURITY = 12;
    /** The peer should speak HTTP/1.1. */
    public static final int HTTP_1_1_REQUIRED = 13;

    private static final String[] NAMES = {
        "NO_ERROR",
        "PROTOCOL_ERROR",
        "INTERNAL_ERROR",
        "FLOW_CONTROL_ERROR",
        "SETTINGS_TIMEOUT",
        "STREAM_CLOSED",
        "FRAME_SIZE_ERROR",
        "REFUSED_STREAM",
        "CANCEL",
        "COMPRESSION_ERROR",
        "CONNECT_ERROR",
        "ENHANCE_YOUR_CALM",
        "INADEQUATE_SECURITY",
        "HTTP_1_1_REQUIRED"
    };

    private ErrorCode() {}

    /** Returns the name of {@code code}, or its number. */
    public static String name(int code) {
        return code >= 0 && code < NAMES.length ? NAMES[code] : "error " + Integer.toUnsignedString(code);
    }
}
