package io.mingle.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With a key that the JDK's own tool makes. */
@Timeout(120)
class JarIdentityTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir private Path folder;
    private Path plain;

    @BeforeEach
    void write() throws Exception {
        plain = folder.resolve("plain.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .putValue("Bundle-SymbolicName", "com.example; singleton:=true");
        try (OutputStream bytes = Files.newOutputStream(plain);
                JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (String name : new String[] {"a.txt", "META-INF/services/b"}) {
                jar.putNextEntry(new JarEntry(name));
                jar.write(name.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private KeyStore key() throws Exception {
        Path store = folder.resolve("keys.p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keyalg",
                                "EC",
                                "-alias",
                                "me",
                                "-dname",
                                "CN=Me",
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                new String(PASSWORD),
                                "-keystore",
                                store.toString())
                        .inheritIO()
                        .start();
        assertEquals(true, keytool.waitFor(60, TimeUnit.SECONDS));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(store)) {
            keys.load(bytes, PASSWORD);
        }
        return keys;
    }

    private Path sign(KeyStore keys) throws Exception {
        Path signed = folder.resolve("signed.jar");
        KeyStore.PrivateKeyEntry entry =
                (KeyStore.PrivateKeyEntry)
                        keys.getEntry("me", new KeyStore.PasswordProtection(PASSWORD));
        try (ZipFile from = new ZipFile(plain.toFile());
                OutputStream to = Files.newOutputStream(signed)) {
            new JarSigner.Builder(entry).build().sign(from, to);
        }
        return signed;
    }

    private static void put(Path jar, String entry, String content) throws Exception {
        try (FileSystem inside = FileSystems.newFileSystem(jar)) {
            Files.writeString(inside.getPath(entry), content);
        }
    }

    @Test
    void aJarWithoutASignatureHasANameAndADigest() throws Exception {
        JarIdentity jar = JarIdentity.of(plain);
        assertEquals("com.example", jar.name());
        assertEquals(
                HexFormat.of()
                        .formatHex(
                                MessageDigest.getInstance("SHA-256")
                                        .digest(Files.readAllBytes(plain))),
                jar.sha256());
        assertEquals(Set.of(), jar.signers());
    }

    @Test
    void aSignedJarIsKnownByTheFingerprintOfItsCertificate() throws Exception {
        KeyStore keys = key();
        byte[] certificate = keys.getCertificate("me").getEncoded();
        String fingerprint =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate));
        assertEquals(Set.of(fingerprint), JarIdentity.of(sign(keys)).signers());
    }

    @Test
    void whatWasAddedLaterIsNotSignedSoNothingIs() throws Exception {
        Path jar = sign(key());
        put(jar, "more.txt", "more");
        assertEquals(Set.of(), JarIdentity.of(jar).signers());
    }

    @Test
    void whatWasChangedLaterIsRefused() throws Exception {
        Path jar = sign(key());
        put(jar, "a.txt", "something else");
        IOException error = assertThrows(IOException.class, () -> JarIdentity.of(jar));
        assertEquals(
                true,
                error.getMessage().startsWith("its content is not what was signed: "),
                error.getMessage());
    }
}
