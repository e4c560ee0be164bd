package io.mingle.device.adb.fake;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.ThreadLocalRandom;
import javax.crypto.Cipher;

/**
 * The daemon of a {@link FakePhone} on a port of this machine. It speaks adb's protocol: it asks
 * for a signature, shows new keys to a person, and serves {@code shell,v2} and {@code sync:}.
 */
public final class FakeAdbd implements AutoCloseable {

    private static final int VERSION = 0x01000001;
    private static final int MOST = 1 << 20;
    private static final String BANNER =
            "device::ro.product.name=fake;ro.product.model=Fake;ro.product.device=fake;features=shell_v2,cmd,stat_v2";

    /** What a signature of SHA-1 begins with, before the digest. */
    private static final int DIGEST_AT = 15;

    /** Whether the person at the phone agrees to new keys. */
    public volatile boolean agreeing = true;

    /** What it says it can. */
    public volatile String banner = BANNER;

    /** How long the next message says it is, whatever it is; 0 for the truth. */
    public volatile int lie;

    private final FakePhone phone;
    private final ServerSocket server;
    private final Set<PublicKey> keys = new CopyOnWriteArraySet<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    public FakeAdbd(FakePhone phone) throws IOException {
        this.phone = phone;
        server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        start(this::accept);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "fake-adbd");
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns what follows {@code adb:} in the address of the device. */
    public String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** Counts the keys that a person has agreed to. */
    public int keys() {
        return keys.size();
    }

    /** Pulls the cable; it can be put in again. */
    public void unplug() {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                // It has gone by itself.
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        unplug();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        Map<Integer, Service> services = new ConcurrentHashMap<>();
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            if (!handshake(in, out)) {
                return;
            }
            while (true) {
                Message message = Message.read(in);
                Service service = services.get(message.second());
                switch (message.command()) {
                    case "OPEN" -> open(message, services, out);
                    case "OKAY" -> taken(service);
                    case "WRTE" -> {
                        send(
                                out,
                                new Message(
                                        "OKAY", message.second(), message.first(), new byte[0]));
                        if (service != null) {
                            service.received(message.payload());
                        }
                    }
                    case "CLSE" -> services.remove(message.second());
                    default -> throw new IOException(message.command() + " is not known");
                }
            }
        } catch (IOException | GeneralSecurityException e) {
            // The other side has gone, or does not keep to the protocol: this one goes, too.
        } finally {
            sockets.remove(socket);
            services.values().forEach(Service::gone);
        }
    }

    private static void taken(Service service) {
        if (service != null) {
            service.taken();
        }
    }

    private boolean handshake(DataInputStream in, OutputStream out)
            throws IOException, GeneralSecurityException {
        Message hello = Message.read(in);
        if (!hello.command().equals("CNXN")) {
            return false;
        }
        byte[] token = new byte[20];
        ThreadLocalRandom.current().nextBytes(token);
        send(out, new Message("AUTH", 1, 0, token));
        Message signed = Message.read(in);
        if (!isKnown(token, signed.payload())) {
            send(out, new Message("AUTH", 1, 0, token));
            Message key = Message.read(in);
            if (key.first() != 3 || !agreeing) {
                send(out, new Message("AUTH", 1, 0, token));
                return false;
            }
            keys.add(key(key.payload()));
        }
        send(out, new Message("CNXN", VERSION, MOST, banner.getBytes(StandardCharsets.UTF_8)));
        return true;
    }

    private boolean isKnown(byte[] token, byte[] signature) throws GeneralSecurityException {
        for (PublicKey key : keys) {
            Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.DECRYPT_MODE, key);
            byte[] signed = cipher.doFinal(signature);
            if (Arrays.equals(Arrays.copyOfRange(signed, DIGEST_AT, signed.length), token)) {
                return true;
            }
        }
        return false;
    }

    /** Reads Android's form: length, a number, the modulus from its low end, and more. */
    private static PublicKey key(byte[] sent) throws GeneralSecurityException {
        String text = new String(sent, StandardCharsets.US_ASCII);
        byte[] struct = Base64.getDecoder().decode(text.substring(0, text.indexOf(' ')));
        byte[] modulus = new byte[256];
        for (int i = 0; i < modulus.length; i++) {
            modulus[i] = struct[8 + modulus.length - 1 - i];
        }
        return KeyFactory.getInstance("RSA")
                .generatePublic(
                        new RSAPublicKeySpec(
                                new BigInteger(1, modulus), BigInteger.valueOf(65_537)));
    }

    private void open(Message message, Map<Integer, Service> services, OutputStream out)
            throws IOException {
        String name =
                new String(
                        message.payload(), 0, message.payload().length - 1, StandardCharsets.UTF_8);
        int own = 1 + services.size() + ThreadLocalRandom.current().nextInt(1 << 20);
        if (!name.startsWith("shell,v2,raw:") && !name.equals("sync:")) {
            send(out, new Message("CLSE", 0, message.first(), new byte[0]));
            return;
        }
        send(out, new Message("OKAY", own, message.first(), new byte[0]));
        Service service = new Service(phone, bytes -> write(out, own, message.first(), bytes));
        services.put(own, service);
        start(
                () -> {
                    try {
                        service.run(name);
                        send(out, new Message("CLSE", own, message.first(), new byte[0]));
                    } catch (IOException | InterruptedException e) {
                        // The connection has gone.
                    }
                });
    }

    private void write(OutputStream out, int own, int other, byte[] bytes) throws IOException {
        Message message = new Message("WRTE", own, other, bytes);
        if (lie != 0) {
            synchronized (out) {
                out.write(message.head(lie));
                out.write(bytes);
                out.flush();
            }
        } else {
            send(out, message);
        }
    }

    private static void send(OutputStream out, Message message) throws IOException {
        synchronized (out) {
            message.write(out);
        }
    }
}
