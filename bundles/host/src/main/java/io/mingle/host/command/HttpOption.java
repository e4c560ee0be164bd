package io.mingle.host.command;

import io.mingle.api.error.InternalException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.host.Mingle;
import io.mingle.host.input.TextFile;
import io.mingle.trust.AllowedHost;
import io.mingle.trust.ApiKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where clients reach a host that serves, and which. */
final class HttpOption {

    private static final int MOST = 65535;

    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "::1");

    private static final TextFile KEYS =
            new TextFile("file of keys", 1 << 20, "Name one that 'mingle key' has made.");

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description =
                    "The address to listen on (default: ${DEFAULT-VALUE}). One that others can"
                            + " reach is only possible with --keys.")
    private String host;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description =
                    "The port to listen on (default: ${DEFAULT-VALUE}); 0 for any free one, -1 for"
                            + " none.")
    private int port;

    @Option(
            names = "--keys",
            paramLabel = "FILE",
            description =
                    "The keys that let clients in, one a line: NAME sha256:DIGEST [per-minute=N]"
                            + " [at-a-time=N] [skills=A,B]. Without it, whoever is on this machine"
                            + " may call.")
    private Path keys;

    @Option(
            names = "--lenient",
            description =
                    "Accept any model's name, and pass over parameters that are not known instead"
                            + " of refusing them.")
    private boolean lenient;

    @Option(
            names = "--allow-host",
            paramLabel = "HOST",
            description =
                    "A host that pictures, sounds and videos may be fetched from where a request"
                            + " names their address: images.example.org, *.example.org, or an"
                            + " address with its port, 10.0.0.5:8080. May be given several times;"
                            + " without it nothing is fetched.")
    private List<String> allowedHosts = List.of();

    @Mixin private AdminOption admin;

    @Mixin private TlsOption tls;

    @Mixin private ConfigOption config;

    /** Returns the options of a server on a free port of this machine. */
    static HttpOption onAnyPort() {
        return CommandLine.populateCommand(new HttpOption(), "--port", "0");
    }

    /** Checks them before anything is started. */
    void check() {
        checkPort("--port", port);
        config.check();
        if (!isWanted()) {
            return;
        }
        if (keys != null && keys(keys).stream().allMatch(ApiKey::admin)) {
            throw new InvalidRequestException(
                    "There is no client's key in the file of keys '%s', so that nobody could call. Make one with 'mingle key NAME', or name a file of admin keys alone with --admin-keys."
                            .formatted(keys));
        }
        if (keys == null && !THIS_MACHINE.contains(host)) {
            throw new InvalidRequestException(
                    "Others may reach the address %s, and no keys keep them out. Name a file of keys with --keys, or listen on 127.0.0.1."
                            .formatted(host));
        }
        allowedHosts.forEach(AllowedHost::parse);
        tls.check();
        checkPorts();
    }

    /** Checks that there can be such a port. */
    static void checkPort(String option, int port) {
        if (port < -1 || port > MOST) {
            throw new InvalidRequestException(
                    "The port %s was asked for. Choose one from 0 to %s with %s, or -1 for none."
                            .formatted(port, MOST, option));
        }
    }

    /** Reads a file of keys. */
    static List<ApiKey> keys(Path file) {
        return ApiKey.parse(keyText(file).lines().toList(), "the file of keys '" + file + "'");
    }

    /** The server reads it again and again, and a pipe would have it wait for a writer. */
    static String keyText(Path file) {
        if (Files.exists(file) && !Files.isDirectory(file) && !Files.isRegularFile(file)) {
            throw new UnreadableContentException(
                    "The file of keys '%s' is no regular file, so that it could not be read again when it has changed. Name one that 'mingle key' has made."
                            .formatted(file));
        }
        return KEYS.read(file);
    }

    /** The servers themselves would say more than a person wants to read. */
    private void checkPorts() {
        try (ServerSocket socket = new ServerSocket()) {
            bind(socket);
            // While it is held, the other server can neither be given it nor choose it.
            admin.check(keys);
        } catch (IOException e) {
            throw new InternalException("A socket could not be closed.", e);
        }
    }

    private void bind(ServerSocket socket) {
        try {
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw UnavailablePort.CLIENTS.refusal(host, port, e);
        }
    }

    boolean isWanted() {
        return port >= 0;
    }

    boolean isAdminWanted() {
        return isWanted() && admin.isWanted();
    }

    void configure(Mingle.Builder builder) {
        config.configure(builder);
        if (!isWanted()) {
            return;
        }
        builder.property("org.apache.felix.http.host", host);
        builder.property("org.osgi.service.http.port", Integer.toString(port));
        if (lenient) {
            builder.property("io.mingle.http.lenient", "true");
        }
        if (!allowedHosts.isEmpty()) {
            builder.property("io.mingle.http.hosts", String.join(",", allowedHosts));
        }
        if (keys != null) {
            builder.property("io.mingle.http.keys", keys.toAbsolutePath().toString());
        }
        tls.configure(builder, port);
        admin.configure(builder, tls.scheme());
    }

    /** Says what to do where nobody could listen. */
    InvalidRequestException unavailable() {
        return UnavailablePort.CLIENTS.refusal(host, port, null);
    }
}
