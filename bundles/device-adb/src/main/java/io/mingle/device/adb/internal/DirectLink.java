package io.mingle.device.adb.internal;

import dadb.AdbConnection;
import dadb.AdbKeyPair;
import dadb.AdbStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * The daemon itself, by the network. A connection that broke off stays broken: the device may be
 * another one when it is there again.
 *
 * <p>dadb's own way to connect makes its socket itself, so that nothing bounds how long a message
 * the device may announce; {@link AdbConnection}, which takes a socket, is used instead.
 */
final class DirectLink implements AdbLink {

    /** How long the device may take the bytes of one write, in milliseconds. */
    private static final long WRITE_MILLIS = 10_000;

    private final AdbConnection connection;

    private DirectLink(AdbConnection connection) {
        this.connection = connection;
    }

    /**
     * Connects, and proves who this machine is.
     *
     * @param keys signs what the device sends; the device shows it to a person where it is new
     */
    static DirectLink open(String host, int port, AdbKeyPair keys) throws IOException {
        Socket socket =
                new Socket() {
                    private InputStream bounded;

                    @Override
                    public synchronized InputStream getInputStream() throws IOException {
                        if (bounded == null) {
                            bounded = new BoundedMessages(super.getInputStream());
                        }
                        return bounded;
                    }
                };
        try {
            socket.setSoTimeout(SILENCE_MILLIS);
            socket.setTcpNoDelay(true);
            socket.connect(
                    new InetSocketAddress(host.replaceAll("[\\[\\]]", ""), port), CONNECT_MILLIS);
            return new DirectLink(AdbConnection.Companion.connect(socket, keys, WRITE_MILLIS));
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public AdbStream open(String service) throws IOException {
        return connection.open(service);
    }

    @Override
    public boolean has(String feature) {
        return connection.supportsFeature(feature);
    }

    @Override
    public void close() {
        connection.close();
    }
}
