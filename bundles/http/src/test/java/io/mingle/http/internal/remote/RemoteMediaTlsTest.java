package io.mingle.http.internal.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.http.internal.ApiException;
import io.mingle.trust.AllowedHost;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The connection goes to an address, and the certificate has to be one of the name. */
@Timeout(120)
class RemoteMediaTlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir private Path folder;
    private SSLContext context;
    private MediaHost host;

    @BeforeEach
    void start() throws Exception {
        context = context(folder.resolve("store.p12"));
        host = new MediaHost(context);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private byte[] fetch(SSLSocketFactory tls, String name, String path) {
        Remote remote =
                new Remote(
                        Stream.of(host.literal(), "*.example:" + host.port())
                                .map(AllowedHost::parse)
                                .toList(),
                        any -> new InetAddress[] {InetAddress.getLoopbackAddress()},
                        () -> tls,
                        Duration.ofSeconds(60));
        String address = "https://" + name + ":" + host.port() + path;
        return new RemoteMedia(remote, it -> it, it -> {}, 1000)
                .fetch("input", address, RemoteMedia.ANY)
                .bytes();
    }

    private String fails(SSLSocketFactory tls, String name, String path) {
        return assertThrows(ApiException.class, () -> fetch(tls, name, path)).getMessage();
    }

    @Test
    void aHostIsTrustedByItsNameAlone() {
        SSLSocketFactory tls = context.getSocketFactory();
        assertArrayEquals(MediaHost.BYTES, fetch(tls, "media.example", "/a.png"));
        assertTrue(fails(tls, "other.example", "/a.png").contains("there is no trusted TLS"));
        SSLSocketFactory stranger = (SSLSocketFactory) SSLSocketFactory.getDefault();
        assertTrue(fails(stranger, "media.example", "/a.png").contains("no trusted TLS"));
        assertEquals(1, host.asked.size());
    }

    @Test
    void noRedirectLeadsFromHttpsToHttp() {
        host.leading("/plain", "http://media.example:" + host.port() + "/a.png");
        String message = fails(context.getSocketFactory(), "media.example", "/plain");
        assertTrue(message.contains("from https to http"), message);
    }

    /** Has a key for media.example, and trusts it. */
    private static SSLContext context(Path store) throws Exception {
        Process tool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keystore",
                                store.toString(),
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                "changeit",
                                "-alias",
                                "media",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=media",
                                "-ext",
                                "SAN=dns:media.example",
                                "-validity",
                                "2")
                        .redirectErrorStream(true)
                        .start();
        String said = new String(tool.getInputStream().readAllBytes());
        assertEquals(0, tool.waitFor(), said);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory own =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        certificates.setCertificateEntry("media", keys.getCertificate("media"));
        TrustManagerFactory trusted =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(certificates);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }
}
