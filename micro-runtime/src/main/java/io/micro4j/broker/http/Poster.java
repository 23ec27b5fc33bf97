package io.micro4j.broker.http;

import io.micro4j.broker.BrokerException;
import io.micro4j.broker.BrokerOptions;
import io.micro4j.broker.Receipt;
import io.micro4j.broker.Receipt.Result;
import io.micro4j.transport.TransportOptions;
import io.micro4j.transport.tls.Encryption;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.Proxy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Posts events to subscribers. Safe for use by many threads. */
final class Poster implements AutoCloseable {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final int MOST_AT_ONCE = 1_024;
    private static final int MOST_IDLE = 64;
    private static final long LONGEST_DETAIL = 1_024;

    private final ExecutorService threads =
            Executors.newCachedThreadPool(new DefaultThreadFactory("micro-broker-http-post", true));
    private final @Nullable Encryption encryption;
    private final OkHttpClient client;

    Poster(BrokerOptions options) {
        Dispatcher dispatcher = new Dispatcher(threads);
        dispatcher.setMaxRequests(MOST_AT_ONCE);
        dispatcher.setMaxRequestsPerHost(MOST_AT_ONCE);
        encryption = Encryption.of(
                TransportOptions.DEFAULT.toBuilder().tls(options.tls()).build());
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(MOST_IDLE, 1, TimeUnit.MINUTES))
                .connectTimeout(Duration.ofSeconds(5))
                .readTimeout(Duration.ZERO) // a handler may take as long as the whole call
                .callTimeout(options.timeout())
                .followRedirects(false)
                .retryOnConnectionFailure(false)
                .proxy(Proxy.NO_PROXY)
                .eventListener(new NoteSent());
        if (encryption != null) {
            builder.sslSocketFactory(encryption.clientSockets(), encryption.trusted())
                    .hostnameVerifier((host, session) -> true); // done in the handshake, by the name that TLS says
        }
        client = builder.build();
    }

    /** Posts an event to {@code place}; the future never fails. */
    CompletableFuture<Receipt> post(Place place, byte[] envelope) {
        CompletableFuture<Receipt> receipt = new CompletableFuture<>();
        AtomicBoolean sent = new AtomicBoolean();
        Request request = new Request.Builder()
                .url(url(place))
                .post(RequestBody.create(envelope, JSON))
                .tag(AtomicBoolean.class, sent)
                .build();
        client.newCall(request).enqueue(new Callback() {
            @Override
            public void onResponse(Call call, Response response) {
                try (response) {
                    receipt.complete(receipt(place, response));
                } catch (IOException e) {
                    receipt.complete(new Receipt(Result.UNKNOWN, place.node() + ": " + e.getMessage(), e));
                }
            }

            @Override
            public void onFailure(Call call, IOException e) {
                Result result = sent.get() ? Result.UNKNOWN : Result.UNREACHABLE;
                receipt.complete(new Receipt(result, place.node() + ": " + e.getMessage(), e));
            }
        });
        return receipt;
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        threads.shutdown();
        client.connectionPool().evictAll();
        if (encryption != null) {
            encryption.close();
        }
    }

    private static HttpUrl url(Place place) {
        String address = place.node().address();
        HttpUrl root = HttpUrl.parse((place.isSecure() ? "https://" : "http://") + address + "/");
        if (root == null) {
            throw new BrokerException(
                    "The subscriber " + place.node() + " registered an address that is none: " + address, null);
        }
        return root.newBuilder().addQueryParameter("id", place.node().id()).build();
    }

    private static Receipt receipt(Place place, Response response) throws IOException {
        if (response.isSuccessful()) {
            return Receipt.HANDLED;
        }
        Result result = switch (response.code()) {
            case 503 -> Result.BUSY;
            case 404 -> Result.GONE;
            default -> Result.FAILED;
        };
        return Receipt.of(
                result,
                place.node() + " answered " + response.code() + ": "
                        + response.peekBody(LONGEST_DETAIL).string());
    }

    /** Notes when the first byte of a request may have left. */
    private static final class NoteSent extends EventListener {
        @Override
        public void requestHeadersStart(Call call) {
            AtomicBoolean sent = call.request().tag(AtomicBoolean.class);
            if (sent != null) {
                sent.set(true);
            }
        }
    }
}
