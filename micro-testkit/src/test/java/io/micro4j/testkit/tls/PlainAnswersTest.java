package io.micro4j.testkit.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no call of gRPC's over HTTP/2, as OkHttp makes it: it is answered in words, and its connection goes on. */
@Timeout(60)
final class PlainAnswersTest {
    private static final MediaType GRPC = MediaType.get("application/grpc");
    private static final MediaType JSON = MediaType.get("application/json");
    private static final String[] WHAT_TO_DO = {"application/grpc", "HTTP/1.1", "curl: --http1.1"};

    private @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anotherContentTypeIsToldWhatToDo(boolean encrypted) throws Exception {
        try (Caller caller = new Caller(encrypted)) {
            caller.assertAnswer(caller.request().post(json("{}")), 415, WHAT_TO_DO);
            caller.assertAnswer(caller.request().post(json("x".repeat(1024 * 1024))), 415, WHAT_TO_DO);
            caller.assertAnswer(caller.request(), 415, WHAT_TO_DO);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anotherMethodIsToldWhichOneIsMeant(boolean encrypted) throws Exception {
        try (Caller caller = new Caller(encrypted)) {
            caller.assertAnswer(caller.request().header("content-type", "application/grpc"), 405, "POST");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void headersThatAreTooLargeAreToldTheLimits(boolean encrypted) throws Exception {
        try (Caller caller = new Caller(encrypted)) {
            Request.Builder many = caller.request();
            for (int i = 0; i < 150; i++) {
                many.header("name-" + i, "value");
            }
            caller.assertAnswer(many, 431, "maxHeaders");
            // 50,000 bytes in the Huffman code: a block that comes as larger than it may be ends its connection.
            caller.assertAnswer(caller.request().header("large", "0".repeat(80_000)), 431, "maxHeaderBytes");
        }
    }

    private static RequestBody json(String text) {
        return RequestBody.create(text.getBytes(UTF_8), JSON);
    }

    /** A server, and OkHttp's client of it. */
    private final class Caller implements AutoCloseable {
        private final AtomicInteger connections = new AtomicInteger();
        private final EncryptedPair server;
        private final OkHttpClient client;
        private final String url;

        Caller(boolean encrypted) throws Exception {
            OkHttpClient.Builder builder = new OkHttpClient.Builder()
                    .proxy(Proxy.NO_PROXY)
                    .eventListener(new EventListener() {
                        @Override
                        public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
                            connections.incrementAndGet();
                        }
                    });
            if (encrypted) {
                Certificates certificates = new Certificates(directory);
                X509TrustManager trusting = (X509TrustManager) certificates.trustManager();
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(null, new TrustManager[] {trusting}, null);
                builder.sslSocketFactory(context.getSocketFactory(), trusting)
                        .protocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
                server = new EncryptedPair("grpc", certificates.issued("server"));
            } else {
                builder.protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
                server = new EncryptedPair("grpc", null);
            }
            client = builder.build();
            url = (encrypted ? "https://" : "http://") + server.address() + "/test.Safe/Echo";
        }

        Request.Builder request() {
            return new Request.Builder().url(url);
        }

        /** Asserts how {@code request} is answered, and that a call of gRPC's goes well on its connection afterwards. */
        void assertAnswer(Request.Builder request, int status, String... words) throws IOException {
            try (Response response = client.newCall(request.build()).execute()) {
                assertThat(response.protocol()).isIn(Protocol.HTTP_2, Protocol.H2_PRIOR_KNOWLEDGE);
                assertThat(response.code()).isEqualTo(status);
                assertThat(response.header("content-type")).isEqualTo("text/plain; charset=utf-8");
                assertThat(response.body().string()).contains(words);
            }
            byte[] empty = new byte[5];
            Request grpc = request().post(RequestBody.create(empty, GRPC)).build();
            try (Response response = client.newCall(grpc).execute()) {
                assertThat(response.body().bytes()).isEqualTo(empty);
                assertThat(response.trailers().get("grpc-status")).isEqualTo("0");
            }
            assertThat(connections).as("connections").hasValue(1);
        }

        @Override
        public void close() {
            client.connectionPool().evictAll();
            server.close();
        }
    }
}
