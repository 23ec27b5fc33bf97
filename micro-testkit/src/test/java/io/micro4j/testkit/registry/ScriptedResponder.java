package io.micro4j.testkit.registry;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.DeflaterOutputStream;

/** Answers questions for {@code greeter.micro.} on the loopback interface, in one form, with packets that are put together here. */
final class ScriptedResponder implements AutoCloseable {
    private static final String SERVICE = "greeter.micro.";
    private static final String INSTANCE = "greeter-1." + SERVICE;
    private static final String HOST = "vm.";
    private static final String TEXT =
            "{\"Metadata\":{\"protocol\":\"mucp\"},\"Service\":\"greeter\",\"Version\":\"v1\",\"Endpoints\":null}";

    private static final int A = 1;
    private static final int PTR = 12;
    private static final int TXT = 16;
    private static final int SRV = 33;

    private final DatagramChannel channel;
    private final InetSocketAddress group;
    private final Form form;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** How it answers. */
    enum Form {
        /** As go-micro's responder. */
        WITH_QUESTION,
        /** As RFC 6762 has it. */
        WITHOUT_QUESTION,
        ADDRESS_BEFORE_SERVER,
        ADDRESS_AMONG_ADDITIONAL_RECORDS,
        /** To the group, not to who asked. */
        MULTICAST
    }

    private ScriptedResponder(DatagramChannel channel, InetSocketAddress group, Form form) {
        this.channel = channel;
        this.group = group;
        this.form = form;
    }

    static ScriptedResponder start(int port, Form form) {
        try {
            NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
            InetSocketAddress group = new InetSocketAddress(InetAddress.getByName("224.0.0.251"), port);
            DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET)
                    .setOption(StandardSocketOptions.SO_REUSEADDR, true)
                    .setOption(StandardSocketOptions.SO_REUSEPORT, true)
                    .setOption(StandardSocketOptions.IP_MULTICAST_IF, loopback)
                    .bind(new InetSocketAddress("0.0.0.0", port));
            channel.join(group.getAddress(), loopback);
            ScriptedResponder responder = new ScriptedResponder(channel, group, form);
            Thread thread = new Thread(responder::run, "scripted-responder");
            thread.setDaemon(true);
            thread.start();
            return responder;
        } catch (IOException e) {
            throw new UncheckedIOException("This host has no multicast on its loopback interface", e);
        }
    }

    /** Returns the names that were asked for. */
    List<String> asked() {
        return asked;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run() {
        ByteBuffer packet = ByteBuffer.allocate(9_000);
        try {
            while (true) {
                packet.clear();
                SocketAddress from = channel.receive(packet);
                packet.flip();
                boolean question = packet.getShort(2) == 0;
                if (question) {
                    String name = name(packet.position(12));
                    asked.add(name);
                    if (name.equals(SERVICE)) {
                        channel.send(ByteBuffer.wrap(answer()), form == Form.MULTICAST ? group : from);
                    }
                }
            }
        } catch (AsynchronousCloseException e) {
            return; // closed
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] answer() {
        byte[] pointer = record(SERVICE, PTR, name(INSTANCE));
        byte[] server = record(INSTANCE, SRV, joined(number(10), number(1), number(9090), name(HOST)));
        byte[] address = record(HOST, A, new byte[] {127, 0, 0, 1});
        byte[] text = record(INSTANCE, TXT, strings(hex(TEXT)));
        byte[] question = joined(name(SERVICE), number(PTR), number(1));
        return switch (form) {
            case WITH_QUESTION, MULTICAST -> joined(header(1, 4, 0), question, pointer, server, address, text);
            case WITHOUT_QUESTION -> joined(header(0, 4, 0), pointer, server, address, text);
            case ADDRESS_BEFORE_SERVER -> joined(header(1, 4, 0), question, address, pointer, server, text);
            case ADDRESS_AMONG_ADDITIONAL_RECORDS -> joined(header(1, 3, 1), question, pointer, server, text, address);
        };
    }

    private static byte[] header(int questions, int answers, int additionals) {
        return joined(number(0), number(0x8400), number(questions), number(answers), number(0), number(additionals));
    }

    private static byte[] record(String name, int type, byte[] data) {
        return joined(name(name), number(type), number(1), number(0), number(120), number(data.length), data);
    }

    /** Two bytes. */
    private static byte[] number(int value) {
        return new byte[] {(byte) (value >> 8), (byte) value};
    }

    private static byte[] name(String name) {
        ByteArrayOutputStream labels = new ByteArrayOutputStream();
        for (String label : name.split("\\.", -1)) {
            labels.write(label.length());
            labels.writeBytes(label.getBytes(US_ASCII));
        }
        return labels.toByteArray();
    }

    private static String name(ByteBuffer packet) {
        StringBuilder name = new StringBuilder();
        for (int length = packet.get(); length > 0; length = packet.get()) {
            byte[] label = new byte[length];
            packet.get(label);
            name.append(new String(label, US_ASCII)).append('.');
        }
        return name.toString();
    }

    private static byte[] strings(String text) {
        List<byte[]> strings = new ArrayList<>();
        for (int at = 0; at < text.length(); at += 255) {
            String string = text.substring(at, Math.min(text.length(), at + 255));
            strings.add(joined(new byte[] {(byte) string.length()}, string.getBytes(US_ASCII)));
        }
        return joined(strings.toArray(byte[][]::new));
    }

    private static String hex(String text) {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
            out.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(deflated.toByteArray());
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
