package io.mingle.host.command;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.host.Mingle;
import io.mingle.host.input.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import picocli.CommandLine.Option;

/** With which certificate a host serves, if it does not leave that to a proxy. */
final class TlsOption {

    /** Holds the password where no file does; options can be read by everybody on the machine. */
    static final String VARIABLE = "MINGLE_TLS_PASSWORD";

    private static final TextFile PASSWORD =
            new TextFile(
                    "file with the key store's password",
                    1 << 12,
                    "Name a text file with --tls-password-file.");

    @Option(
            names = "--tls-keystore",
            paramLabel = "FILE",
            description =
                    "Serve with TLS, with the private key and the certificates in a key store"
                            + " (PKCS #12 or JKS).")
    private Path store;

    @Option(
            names = "--tls-password-file",
            paramLabel = "FILE",
            description =
                    "A text file with the key store's password (default: the environment variable "
                            + VARIABLE
                            + ").")
    private Path passwordFile;

    private String password;
    private String type;

    boolean isWanted() {
        return store != null;
    }

    String scheme() {
        return isWanted() ? "https" : "http";
    }

    /** Opens the store before anything is started: the server would go on without. */
    void check() {
        if (!isWanted()) {
            if (passwordFile != null) {
                throw new InvalidRequestException(
                        "'--tls-password-file' was given without a key store. Name one with"
                                + " --tls-keystore.");
            }
            return;
        }
        password = password();
        if (!Files.isRegularFile(store)) {
            throw new InvalidRequestException(
                    "The key store '%s' is not there. Check the path of --tls-keystore."
                            .formatted(store));
        }
        try {
            KeyStore opened = KeyStore.getInstance(store.toFile(), password.toCharArray());
            type = opened.getType();
            for (String alias : Collections.list(opened.aliases())) {
                if (opened.isKeyEntry(alias)) {
                    opened.getKey(alias, password.toCharArray());
                    return;
                }
            }
            throw new InvalidRequestException(
                    "The key store '%s' has no private key, with which the server would prove who it is. Put one in, with its certificates."
                            .formatted(store));
        } catch (IOException | GeneralSecurityException e) {
            throw new InvalidRequestException(
                    "The key store '%s' cannot be opened (%s). Check the file, and its password in %s."
                            .formatted(
                                    store,
                                    e.getMessage(),
                                    passwordFile == null ? VARIABLE : "'" + passwordFile + "'"),
                    e);
        }
    }

    private String password() {
        if (passwordFile != null) {
            return PASSWORD.read(passwordFile).strip();
        }
        String set = System.getenv(VARIABLE);
        if (set == null) {
            throw new InvalidRequestException(
                    "The key store '%s' has a password, and none was given. Put it into a file that only the server can read, and name that with --tls-password-file; or set %s."
                            .formatted(store, VARIABLE));
        }
        return set;
    }

    /** Tells a start about it. */
    void configure(Mingle.Builder builder, int port) {
        if (!isWanted()) {
            return;
        }
        builder.property("org.apache.felix.http.enable", "false");
        builder.property("org.apache.felix.https.enable", "true");
        builder.property("org.osgi.service.http.port.secure", Integer.toString(port));
        builder.property("org.apache.felix.https.keystore", store.toAbsolutePath().toString());
        builder.property("org.apache.felix.https.keystore.type", type);
        builder.property("org.apache.felix.https.keystore.password", password);
        builder.property("org.apache.felix.https.keystore.key.password", password);
        builder.property("org.apache.felix.https.jetty.protocols.included", "TLSv1.3,TLSv1.2");
    }
}
