package io.micro4j.registry.mdns;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes one message. Names that were written before become pointers (RFC 1035, section 4.1.4). */
final class DnsWriter {
    private static final int INTERNET = 1;
    private static final int POINTER = 0xC000;
    private static final int LONGEST_STRING = 255;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    private final Map<String, Integer> places = new HashMap<>();

    private DnsWriter() {}

    /** Returns the bytes of {@code message}. Its names are ones that {@link DnsName#problem} has nothing to say of. */
    static byte[] write(DnsMessage message) {
        DnsWriter writer = new DnsWriter();
        writer.message(message);
        return writer.out.toByteArray();
    }

    private void message(DnsMessage message) {
        twoBytes(message.id());
        twoBytes(message.flags());
        twoBytes(message.questions().size());
        twoBytes(message.answers().size());
        twoBytes(message.authorities().size());
        twoBytes(message.additionals().size());
        message.questions().forEach(this::question);
        message.answers().forEach(this::record);
        message.authorities().forEach(this::record);
        message.additionals().forEach(this::record);
    }

    private void question(DnsQuestion question) {
        name(question.name());
        twoBytes(question.type());
        twoBytes(INTERNET);
    }

    private void record(DnsRecord record) {
        name(record.name());
        twoBytes(record.type());
        twoBytes(INTERNET);
        twoBytes((int) (record.ttl() >>> 16));
        twoBytes((int) record.ttl());
        data(record);
    }

    /** The length comes first, and pointers make it hard to foretell: write elsewhere, at the same place, then copy. */
    private void data(DnsRecord record) {
        DnsWriter data = new DnsWriter();
        int at = out.size() + 2;
        if (record instanceof DnsRecord.Pointer pointer) {
            data.nameAt(at, pointer.target(), places);
        } else if (record instanceof DnsRecord.Server server) {
            data.twoBytes(server.priority());
            data.twoBytes(server.weight());
            data.twoBytes(server.port());
            data.nameAt(at, server.host(), places);
        } else if (record instanceof DnsRecord.Text text) {
            data.strings(text.text().getBytes(ISO_8859_1));
        } else if (record instanceof DnsRecord.Address address) {
            data.out.writeBytes(address.address().getAddress());
        }
        twoBytes(data.out.size());
        out.writeBytes(data.out.toByteArray());
    }

    private void name(String name) {
        nameAt(0, name, places);
    }

    /** Writes a name into a part of the message that begins at {@code base}. */
    private void nameAt(int base, String name, Map<String, Integer> places) {
        List<String> labels = DnsName.labels(name);
        for (int i = 0; i < labels.size(); i++) {
            String rest = String.join(".", labels.subList(i, labels.size()));
            Integer place = places.get(rest);
            if (place != null) {
                twoBytes(POINTER | place);
                return;
            }
            if (base + out.size() < (POINTER >>> 2)) {
                places.put(rest, base + out.size());
            }
            byte[] label = DnsName.bytes(labels.get(i));
            out.write(label.length);
            out.writeBytes(label);
        }
        out.write(0);
    }

    private void strings(byte[] text) {
        int at = 0;
        do {
            int length = Math.min(LONGEST_STRING, text.length - at);
            out.write(length);
            out.write(text, at, length);
            at += length;
        } while (at < text.length);
    }

    private void twoBytes(int number) {
        out.write(number >>> 8);
        out.write(number);
    }
}
