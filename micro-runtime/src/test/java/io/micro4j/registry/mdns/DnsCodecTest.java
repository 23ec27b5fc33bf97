package io.micro4j.registry.mdns;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;

/** Packets as another implementation, dnsjava, writes and reads them. */
final class DnsCodecTest {
    private static final int PACKETS = 200;
    private static final String ALPHABET = "abcXYZ019-_ .\\ü本";

    static IntStream seeds() {
        return IntStream.range(0, 10);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void dnsjavaReadsWhatWeWrite(int seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < PACKETS; i++) {
            DnsMessage message = message(random);
            assertSame(message, new Message(DnsWriter.write(message)));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void weReadWhatDnsjavaWrites(int seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < PACKETS; i++) {
            DnsMessage message = message(random);
            byte[] written = dnsjava(message).toWire();
            assertThat(DnsReader.read(ByteBuffer.wrap(written))).isEqualTo(message);
        }
    }

    private static void assertSame(DnsMessage ours, Message theirs) throws IOException {
        assertThat(theirs.getHeader().getID()).isEqualTo(ours.id());
        Message expected = dnsjava(ours);
        assertThat(theirs.getHeader().printFlags())
                .isEqualTo(expected.getHeader().printFlags());
        for (int section : new int[] {Section.QUESTION, Section.ANSWER, Section.AUTHORITY, Section.ADDITIONAL}) {
            assertThat(texts(theirs, section)).isEqualTo(texts(expected, section));
        }
    }

    /** dnsjava takes records of one name and type for equal whatever their time to live. */
    private static List<String> texts(Message message, int section) {
        return message.getSection(section).stream().map(Record::toString).collect(Collectors.toList());
    }

    private static Message dnsjava(DnsMessage message) throws IOException {
        Header header = new Header(message.id());
        for (int bit = 0; bit < 16; bit++) {
            boolean isFlag = bit == 0 || (bit >= 5 && bit <= 11 && bit != 9);
            if (isFlag && (message.flags() & (0x8000 >> bit)) != 0) {
                header.setFlag(bit);
            }
        }
        Message theirs = new Message();
        theirs.setHeader(header);
        for (DnsQuestion question : message.questions()) {
            theirs.addRecord(Record.newRecord(name(question.name()), question.type(), DClass.IN), Section.QUESTION);
        }
        add(theirs, message.answers(), Section.ANSWER);
        add(theirs, message.authorities(), Section.AUTHORITY);
        add(theirs, message.additionals(), Section.ADDITIONAL);
        return theirs;
    }

    private static void add(Message theirs, List<DnsRecord> records, int section) throws IOException {
        for (DnsRecord record : records) {
            theirs.addRecord(dnsjava(record), section);
        }
    }

    private static Record dnsjava(DnsRecord record) throws IOException {
        Name name = name(record.name());
        if (record instanceof DnsRecord.Pointer pointer) {
            return new PTRRecord(name, DClass.IN, pointer.ttl(), name(pointer.target()));
        }
        if (record instanceof DnsRecord.Server server) {
            return new SRVRecord(
                    name,
                    DClass.IN,
                    server.ttl(),
                    server.priority(),
                    server.weight(),
                    server.port(),
                    name(server.host()));
        }
        if (record instanceof DnsRecord.Text text) {
            return text(name, text);
        }
        InetAddress address = ((DnsRecord.Address) record).address();
        return record.type() == DnsRecord.A
                ? new ARecord(name, DClass.IN, record.ttl(), address)
                : new AAAARecord(name, DClass.IN, record.ttl(), address);
    }

    private static Record text(Name name, DnsRecord.Text text) throws IOException {
        byte[] bytes = text.text().getBytes(ISO_8859_1);
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (int at = 0; at == 0 || at < bytes.length; at += 255) {
            int length = Math.min(255, bytes.length - at);
            data.write(length);
            data.write(bytes, at, length);
        }
        Record record = Record.newRecord(name, DnsRecord.TXT, DClass.IN, text.ttl(), data.toByteArray());
        assertThat(record).isInstanceOf(TXTRecord.class);
        return record;
    }

    /** Through the wire's own form, so that neither side's way of escaping matters. */
    private static Name name(String name) throws IOException {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        for (String label : DnsName.labels(name)) {
            byte[] bytes = DnsName.bytes(label);
            wire.write(bytes.length);
            wire.writeBytes(bytes);
        }
        wire.write(0);
        return new Name(wire.toByteArray());
    }

    private static DnsMessage message(Random random) {
        List<String> known = new ArrayList<>(List.of("_tcp.local", "greeter._micro._tcp.local"));
        int flags = random.nextBoolean() ? 0x8400 : 0;
        List<DnsQuestion> questions = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            questions.add(new DnsQuestion(name(random, known), random.nextBoolean() ? DnsRecord.PTR : DnsRecord.SRV));
        }
        return new DnsMessage(
                random.nextInt(0x10000),
                flags,
                questions,
                records(random, known),
                records(random, known),
                records(random, known));
    }

    private static List<DnsRecord> records(Random random, List<String> known) {
        List<DnsRecord> records = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            records.add(record(random, known));
        }
        return records;
    }

    private static DnsRecord record(Random random, List<String> known) {
        String name = name(random, known);
        long ttl = random.nextInt(Integer.MAX_VALUE);
        return switch (random.nextInt(4)) {
            case 0 -> new DnsRecord.Pointer(name, ttl, name(random, known));
            case 1 ->
                new DnsRecord.Server(
                        name, ttl, random.nextInt(0x10000), random.nextInt(0x10000), 8080, name(random, known));
            case 2 -> new DnsRecord.Text(name, ttl, text(random));
            default -> new DnsRecord.Address(name, ttl, address(random));
        };
    }

    private static String text(Random random) {
        byte[] bytes = new byte[random.nextInt(700)];
        random.nextBytes(bytes);
        return new String(bytes, ISO_8859_1);
    }

    private static InetAddress address(Random random) {
        byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
        random.nextBytes(bytes);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** A name that was there before, one below it, or another: what makes pointers. */
    private static String name(Random random, List<String> known) {
        String before = known.get(random.nextInt(known.size()));
        if (random.nextInt(3) == 0) {
            return before;
        }
        StringBuilder label = new StringBuilder();
        for (int i = 1 + random.nextInt(12); i > 0; i--) {
            char character = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            label.append(character == '.' || character == '\\' ? "\\" : "").append(character);
        }
        String name = random.nextInt(4) == 0 ? label.toString() : label + "." + before;
        if (DnsName.problem(name) != null) {
            return before;
        }
        known.add(name);
        return name;
    }
}
