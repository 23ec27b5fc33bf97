package io.micro4j.transport.mucp;

import io.micro4j.call.Metadata;

/** Puts an application's metadata into headers, without what only the wire may say. */
final class Outgoing {
    private Outgoing() {}

    static void metadata(Headers headers, Metadata metadata) {
        for (int i = 0; i < metadata.size(); i++) {
            if (!HeaderNames.isReserved(metadata.name(i))) {
                headers.addChecked(metadata.name(i), metadata.value(i));
            }
        }
    }

    static void trailers(Headers headers, Metadata trailers) {
        for (int i = 0; i < trailers.size(); i++) {
            if (!HeaderNames.isReserved(trailers.name(i))) {
                headers.addChecked(HeaderNames.TRAILER + trailers.name(i), trailers.value(i));
            }
        }
    }
}
