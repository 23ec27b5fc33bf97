package io.micro4j.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AdvertisedAddressTest {
    @Test
    void isWhereTheServerWasBound() throws UnknownHostException {
        assertThat(of("", "127.0.0.1:80", "10.0.0.5")).isEqualTo("127.0.0.1:80");
        assertThat(of("", "[::1]:80", "10.0.0.5")).isEqualTo("[::1]:80");
        assertThat(of("", "greeter", "10.0.0.5")).isEqualTo("greeter");
    }

    @Test
    void isPrivateBeforePublicBeforeLoopback() throws UnknownHostException {
        assertThat(of("", "0.0.0.0:80", "8.8.8.8", "10.0.0.5", "192.168.0.1")).isEqualTo("10.0.0.5:80");
        assertThat(of("", ":80", "2001:db8::1", "8.8.8.8")).isEqualTo("8.8.8.8:80");
        assertThat(of("", "[::]:80", "8.8.8.8", "fd00::1")).isEqualTo("[fd00:0:0:0:0:0:0:1]:80");
        assertThat(of("", "[0:0:0:0:0:0:0:0]:80")).isEqualTo("127.0.0.1:80");
    }

    @Test
    void isWhatWasAskedFor() throws UnknownHostException {
        assertThat(of("example.org:443", "0.0.0.0:80")).isEqualTo("example.org:443");
        assertThat(of("example.org", "0.0.0.0:80")).isEqualTo("example.org:80");
        assertThat(of("::1", "0.0.0.0:80")).isEqualTo("[::1]:80");
        assertThat(of("[::1]", "0.0.0.0:80")).isEqualTo("[::1]:80");
        assertThat(of(":443", "0.0.0.0:80", "10.0.0.5")).isEqualTo("10.0.0.5:443");
    }

    private static String of(String advertise, String listening, String... local) throws UnknownHostException {
        List<InetAddress> addresses = new ArrayList<>();
        for (String address : local) {
            addresses.add(InetAddress.getByName(address));
        }
        return AdvertisedAddress.of(advertise, listening, addresses);
    }
}
