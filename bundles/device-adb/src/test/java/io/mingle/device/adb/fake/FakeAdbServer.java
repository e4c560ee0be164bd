package io.mingle.device.adb.fake;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The adb server of a machine that has one {@link FakePhone}. */
public final class FakeAdbServer implements AutoCloseable {

    private final String serial;
    private final FakePhone phone;
    private final ServerSocket server;

    public FakeAdbServer(String serial, FakePhone phone) throws IOException {
        this.serial = serial;
        this.phone = phone;
        server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "fake-adb-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            String query = request(in);
            boolean known =
                    query.equals("host:transport-any") || query.equals("host:transport:" + serial);
            if (!known) {
                say(out, "FAIL");
                block(
                        out,
                        "device '" + query.substring("host:transport:".length()) + "' not found");
                return;
            }
            say(out, "OKAY");
            String service = request(in);
            say(out, "OKAY");
            if (service.equals("host:features")) {
                block(out, "shell_v2,cmd,stat_v2");
                return;
            }
            Service[] own = new Service[1];
            own[0] =
                    new Service(
                            phone,
                            bytes -> {
                                out.write(bytes);
                                own[0].taken();
                            });
            start(() -> pump(in, own[0]));
            own[0].run(service);
        } catch (IOException | InterruptedException e) {
            // The other side has gone.
        }
    }

    private static void pump(DataInputStream in, Service service) {
        byte[] piece = new byte[1 << 12];
        try {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                service.received(Arrays.copyOf(piece, read));
            }
        } catch (IOException e) {
            // It ends as well.
        }
        service.gone();
    }

    private static String request(DataInputStream in) throws IOException {
        byte[] length = new byte[4];
        in.readFully(length);
        byte[] text = new byte[Integer.parseInt(new String(length, StandardCharsets.US_ASCII), 16)];
        in.readFully(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static void say(OutputStream out, String word) throws IOException {
        out.write(word.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void block(OutputStream out, String text) throws IOException {
        say(out, "%04x".formatted(text.length()) + text);
    }
}
