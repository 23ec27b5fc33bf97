package io.micro4j.transport.tls;

import io.micro4j.transport.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Encrypts the sockets of a client that does not use the event loops, with the certificates of the moment. The handshake fails unless the server's
 * certificate is for the name that {@link Tls} says, or for the host. Safe for use by many threads.
 */
final class ClientSockets extends SSLSocketFactory {
    private final Tls tls;
    private final Supplier<SSLContext> context;

    ClientSockets(Tls tls, Supplier<SSLContext> context) {
        this.tls = tls;
        this.context = context;
    }

    @Override
    public Socket createSocket(Socket plain, String host, int port, boolean autoClose) throws IOException {
        String name = tls.serverName() == null ? host : tls.serverName();
        SSLSocket socket = (SSLSocket) factory().createSocket(plain, name, port, autoClose);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return factory().getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return factory().getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw connectsNothing();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw connectsNothing();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw connectsNothing();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw connectsNothing();
    }

    private SSLSocketFactory factory() {
        return context.get().getSocketFactory();
    }

    private static UnsupportedOperationException connectsNothing() {
        return new UnsupportedOperationException("connect a plain socket first, then hand it over");
    }
}
