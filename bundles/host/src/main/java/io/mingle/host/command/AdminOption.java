package io.mingle.host.command;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.host.Mingle;
import io.mingle.trust.ApiKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where those reach a host that serves who replace and drain its skills. */
final class AdminOption {

    private static final int USUAL = 8081;

    @Option(
            names = "--admin-port",
            paramLabel = "N",
            description =
                    "The port of the admin server, where skills are replaced and drained (default:"
                            + " 8081, if there is an admin key); 0 for any free one, -1 for none.")
    private Integer port;

    @Option(
            names = "--admin-host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "The address that it listens on (default: ${DEFAULT-VALUE}).")
    private String host;

    @Option(
            names = "--admin-keys",
            paramLabel = "FILE",
            description =
                    "The keys that let admins in, made by 'mingle key --admin' (default: those in"
                            + " the file of --keys).")
    private Path keys;

    /** The file in use; null without an admin server. */
    private Path used;

    private int listening;

    /**
     * Checks all before anything is started.
     *
     * @param others the file of the keys of clients, or null
     */
    void check(Path others) {
        HttpOption.checkPort("--admin-port", port == null ? USUAL : port);
        Path file = keys == null ? others : keys;
        boolean any = file != null && HttpOption.keys(file).stream().anyMatch(ApiKey::admin);
        if (!any && (keys != null || port != null && port >= 0)) {
            throw new InvalidRequestException(
                    "An admin server was asked for, and there is no admin key%s. Make one with 'mingle key NAME --admin --file FILE', and name the file with --admin-keys or --keys."
                            .formatted(file == null ? "" : " in '" + file + "'"));
        }
        if (any && (port == null || port >= 0)) {
            used = file;
            listening = freePort(port == null ? USUAL : port);
        }
    }

    /** The address is told to pages, so that it has to be settled before. */
    private int freePort(int wanted) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(host, wanted));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw UnavailablePort.ADMINS.refusal(host, wanted, e);
        }
    }

    boolean isWanted() {
        return used != null;
    }

    /**
     * Tells a start about it.
     *
     * @param scheme http or https
     */
    void configure(Mingle.Builder builder, String scheme) {
        if (isWanted()) {
            String name = host.contains(":") ? "[" + host + "]" : host;
            builder.property("mingle.http.admin", "%s://%s:%s/".formatted(scheme, name, listening));
            builder.property("mingle.http.admin.keys", used.toAbsolutePath().toString());
        }
    }
}
