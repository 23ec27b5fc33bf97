package io.micro4j.testkit.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.micro4j.testkit.RawConnection.Response;
import io.micro4j.testkit.hostile.HostileCase.Expectation;

/** What a server of go-micro's HTTP/1.1 may answer. */
final class Http1Expect {
    private Http1Expect() {}

    /** The status, words that name the reason, and the end of the connection. */
    static Expectation refused(int status) {
        return connection -> {
            Response response = connection.response();
            assertThat(response.status()).as("status").isEqualTo(status);
            assertThat(response.header("Connection")).isEqualTo("close");
            assertThat(response.error()).contains("\"code\":" + status);
            assertThat(response.body()).as("the reason").hasSizeGreaterThan(15);
            assertThat(connection.rest()).as("what comes after a refusal").isEmpty();
        };
    }

    /** The end of the connection, and not a byte before. */
    static Expectation closed() {
        return connection -> assertThat(connection.rest()).isEmpty();
    }

    /** So many replies that say no error, in one of which each is as long as {@code body}. */
    static Expectation answered(int replies) {
        return connection -> {
            for (int i = 0; i < replies; i++) {
                Response response = connection.response();
                assertThat(response.status()).as("status").isEqualTo(200);
                assertThat(response.error()).as("error").isEmpty();
            }
        };
    }

    /** A reply of the service that says an error of this code. */
    static Expectation failed(int code) {
        return connection -> {
            Response response = connection.response();
            assertThat(response.status()).as("status").isEqualTo(200);
            assertThat(response.error()).contains("\"code\":" + code);
        };
    }
}
