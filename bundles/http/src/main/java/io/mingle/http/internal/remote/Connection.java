package io.mingle.http.internal.remote;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/**
 * One connection for one request, to an address that has been checked. It goes through no proxy,
 * knows no cookies and no credentials, follows nothing, and is broken off at the deadline, whatever
 * the other side does.
 */
final class Connection implements Closeable {

    private static final Http1Config BOUNDS =
            Http1Config.custom().setMaxLineLength(16_384).setMaxHeaderCount(100).build();

    private final RemoteAddress remote;
    private final Socket socket;
    private final DefaultBHttpClientConnection http = new DefaultBHttpClientConnection(BOUNDS);
    private final CompletableFuture<Void> limit = new CompletableFuture<>();

    private Connection(RemoteAddress remote, Socket socket) throws IOException {
        this.remote = remote;
        this.socket = socket;
        limit.orTimeout(socket.getSoTimeout(), TimeUnit.MILLISECONDS)
                .whenComplete((ended, late) -> closeSocket());
    }

    /**
     * Connects to the first address that answers.
     *
     * @param addresses of the host, all checked
     * @throws IOException if none does, or its certificate is not one of the host
     */
    static Connection open(
            RemoteAddress remote,
            List<InetAddress> addresses,
            Supplier<SSLSocketFactory> tls,
            Deadline deadline)
            throws IOException {
        Connection connection = new Connection(remote, connect(remote.port(), addresses, deadline));
        try {
            connection.http.bind(
                    remote.isSecure() ? connection.secured(tls.get()) : connection.socket);
            return connection;
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Returns a socket that waits for as long as there is left. */
    private static Socket connect(int port, List<InetAddress> addresses, Deadline deadline)
            throws IOException {
        IOException last = null;
        for (int i = 0; i < addresses.size(); i++) {
            Socket socket = new Socket(Proxy.NO_PROXY);
            try {
                int share = Math.max(1, deadline.millisLeft() / (addresses.size() - i));
                socket.connect(new InetSocketAddress(addresses.get(i), port), share);
                socket.setSoTimeout(deadline.millisLeft());
                return socket;
            } catch (IOException e) {
                last = e;
                socket.close();
            }
        }
        throw last;
    }

    /** The certificate has to be one of the name, and not of the address. */
    private SSLSocket secured(SSLSocketFactory tls) throws IOException {
        SSLSocket secure =
                (SSLSocket) tls.createSocket(socket, remote.uri().getHost(), remote.port(), true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    /**
     * Asks for what the address names.
     *
     * @param accepted media types
     * @return the answer, its content still to be read
     */
    ClassicHttpResponse get(String accepted) throws IOException, HttpException {
        BasicClassicHttpRequest request =
                new BasicClassicHttpRequest("GET", (HttpHost) null, remote.path());
        request.setHeader("Host", remote.authority());
        request.setHeader("User-Agent", "Mingle");
        request.setHeader("Accept", accepted);
        request.setHeader("Accept-Encoding", "identity");
        request.setHeader("Connection", "close");
        http.sendRequestHeader(request);
        http.flush();
        ClassicHttpResponse response;
        do {
            response = http.receiveResponseHeader();
        } while (response.getCode() < 200);
        http.receiveResponseEntity(response);
        return response;
    }

    private void closeSocket() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone in any case.
        }
    }

    /** Breaks it off; what has not been read is not waited for. */
    @Override
    public void close() {
        limit.complete(null);
    }
}
