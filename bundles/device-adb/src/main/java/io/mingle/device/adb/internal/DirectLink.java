package io.mingle.device.adb.internal;

import dadb.AdbConnection;
import dadb.AdbKeyPair;
import dadb.AdbStream;
import java.io.IOException;
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
    private final BoundedMessages messages;

    private DirectLink(AdbConnection connection, BoundedMessages messages) {
        this.connection = connection;
        this.messages = messages;
    }

    /** A socket whose messages are bounded. */
    private static final class BoundedSocket extends Socket {

        private BoundedMessages messages;

        @Override
        public synchronized BoundedMessages getInputStream() throws IOException {
            if (messages == null) {
                messages = new BoundedMessages(super.getInputStream());
            }
            return messages;
        }
    }

    /**
     * Connects, and proves who this machine is.
     *
     * @param keys signs what the device sends; the device shows it to a person where it is new
     */
    static DirectLink open(String host, int port, AdbKeyPair keys) throws IOException {
        BoundedSocket socket = new BoundedSocket();
        try {
            socket.setSoTimeout(SILENCE_MILLIS);
            socket.setTcpNoDelay(true);
            socket.connect(
                    new InetSocketAddress(host.replaceAll("[\\[\\]]", ""), port), CONNECT_MILLIS);
            BoundedMessages messages = socket.getInputStream();
            return new DirectLink(
                    AdbConnection.Companion.connect(socket, keys, WRITE_MILLIS), messages);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public AdbStream open(String service) throws IOException {
        messages.begin();
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
