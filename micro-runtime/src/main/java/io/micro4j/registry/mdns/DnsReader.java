package io.micro4j.registry.mdns;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads one message, and trusts nothing in it: lengths stay inside the packet, pointers lead backwards only, counts are bounded by the bytes that are
 * there.
 */
final class DnsReader {
    /** The top bit of a class: in a question "reply to me alone", in a record "forget others". */
    private static final int CLASS = 0x7FFF;

    private static final int INTERNET = 1;
    private static final int POINTER = 0xC0;

    private final ByteBuffer packet;

    private DnsReader(ByteBuffer packet) {
        this.packet = packet;
    }

    /**
     * Reads the message that {@code packet} holds, from its first byte to its limit.
     *
     * @throws IOException if it holds none
     */
    static DnsMessage read(ByteBuffer packet) throws IOException {
        try {
            return new DnsReader(packet.slice()).message();
        } catch (BufferUnderflowException e) {
            throw new IOException("the packet ends too early", e);
        }
    }

    private DnsMessage message() throws IOException {
        int id = twoBytes();
        int flags = twoBytes();
        int questions = twoBytes();
        int answers = twoBytes();
        int authorities = twoBytes();
        int additionals = twoBytes();
        return new DnsMessage(
                id, flags, questions(questions), records(answers), records(authorities), records(additionals));
    }

    private List<DnsQuestion> questions(int count) throws IOException {
        List<DnsQuestion> questions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = name();
            int type = twoBytes();
            if ((twoBytes() & CLASS) == INTERNET) {
                questions.add(new DnsQuestion(name, type));
            }
        }
        return questions;
    }

    private List<DnsRecord> records(int count) throws IOException {
        List<DnsRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            record().ifPresent(records::add);
        }
        return records;
    }

    private Optional<DnsRecord> record() throws IOException {
        String name = name();
        int type = twoBytes();
        boolean internet = (twoBytes() & CLASS) == INTERNET;
        long ttl = packet.getInt() & 0xFFFFFFFFL;
        int length = twoBytes();
        int end = packet.position() + length;
        if (end > packet.limit()) {
            throw new BufferUnderflowException();
        }
        Optional<DnsRecord> record = internet ? data(name, type, ttl, length) : Optional.empty();
        if (record.isPresent() && packet.position() != end) {
            throw new IOException("the data of \"" + name + "\" has another length than it says");
        }
        packet.position(end);
        return record;
    }

    private Optional<DnsRecord> data(String name, int type, long ttl, int length) throws IOException {
        return switch (type) {
            case DnsRecord.PTR -> Optional.of(new DnsRecord.Pointer(name, ttl, name()));
            case DnsRecord.SRV ->
                Optional.of(new DnsRecord.Server(name, ttl, twoBytes(), twoBytes(), twoBytes(), name()));
            case DnsRecord.TXT -> Optional.of(new DnsRecord.Text(name, ttl, strings(length)));
            case DnsRecord.A -> Optional.of(new DnsRecord.Address(name, ttl, address(length, 4)));
            case DnsRecord.AAAA -> Optional.of(new DnsRecord.Address(name, ttl, address(length, 16)));
            default -> Optional.empty();
        };
    }

    private InetAddress address(int length, int wanted) throws IOException {
        if (length != wanted) {
            throw new IOException("an address has " + length + " bytes, not " + wanted);
        }
        return InetAddress.getByAddress(bytes(length));
    }

    private String strings(int length) throws IOException {
        int end = packet.position() + length;
        StringBuilder text = new StringBuilder(length);
        while (packet.position() < end) {
            int bytes = oneByte();
            if (packet.position() + bytes > end) {
                throw new IOException("a text ends after its record");
            }
            text.append(new String(bytes(bytes), ISO_8859_1));
        }
        return text.toString();
    }

    /** Each pointer must lead to before where the last one led, so that the way is never longer than the packet. */
    private String name() throws IOException {
        StringBuilder name = new StringBuilder();
        int length = 1;
        int back = -1;
        int before = packet.position();
        while (true) {
            int bytes = oneByte();
            if (bytes == 0) {
                break;
            }
            if ((bytes & POINTER) == POINTER) {
                int to = ((bytes & ~POINTER) << 8) | oneByte();
                if (to >= before) {
                    throw new IOException("a name leads forward or to itself");
                }
                back = back < 0 ? packet.position() : back;
                before = to;
                packet.position(to);
                continue;
            }
            length += bytes + 1;
            if (bytes > DnsName.LONGEST_LABEL || length > DnsName.LONGEST) {
                throw new IOException("a name is longer than DNS allows");
            }
            name.append(name.isEmpty() ? "" : ".").append(DnsName.label(bytes(bytes)));
        }
        if (back >= 0) {
            packet.position(back);
        }
        return name.toString();
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        packet.get(bytes);
        return bytes;
    }

    private int oneByte() {
        return packet.get() & 0xFF;
    }

    private int twoBytes() {
        return packet.getShort() & 0xFFFF;
    }
}
