package io.mingle.trust;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * What a jar can be known by.
 *
 * @param name the symbolic name, which anybody can give to a bundle; empty if it has none
 * @param sha256 of the file, 64 digits in lower case
 * @param signers SHA-256 fingerprints of the certificates with which all of its content is signed
 */
public record JarIdentity(String name, String sha256, Set<String> signers) {

    private static final String META = "META-INF/";
    private static final List<String> SIGNATURES = List.of(".SF", ".RSA", ".DSA", ".EC");

    /** Copies the set. */
    public JarIdentity {
        signers = Set.copyOf(signers);
    }

    /**
     * Reads a jar, whole, and verifies its signatures.
     *
     * @param jar the file
     * @return what it can be known by; no signers where a signature is missing anywhere
     * @throws IOException if it cannot be read, or differs from what was signed
     */
    public static JarIdentity of(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile(), true)) {
            String name =
                    file.getManifest() == null
                            ? null
                            : file.getManifest()
                                    .getMainAttributes()
                                    .getValue("Bundle-SymbolicName");
            return new JarIdentity(
                    name == null ? "" : name.split(";")[0].trim(), digest(jar), signers(file));
        } catch (SecurityException e) {
            throw new IOException("its content is not what was signed: " + e.getMessage(), e);
        }
    }

    private static Set<String> signers(JarFile file) throws IOException {
        Set<String> all = null;
        for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
            if (entry.isDirectory() || isSignature(entry.getName())) {
                continue;
            }
            try (InputStream content = file.getInputStream(entry)) {
                content.transferTo(OutputStream.nullOutputStream());
            }
            Set<String> these = fingerprints(entry.getCodeSigners());
            if (all == null) {
                all = these;
            } else {
                all.retainAll(these);
            }
        }
        return all == null ? Set.of() : all;
    }

    private static boolean isSignature(String entry) {
        String name = entry.toUpperCase(Locale.ROOT);
        return name.equals(JarFile.MANIFEST_NAME)
                || name.startsWith(META)
                        && name.indexOf('/', META.length()) < 0
                        && SIGNATURES.stream().anyMatch(name::endsWith);
    }

    private static Set<String> fingerprints(CodeSigner[] signers) throws IOException {
        Set<String> prints = new HashSet<>();
        if (signers != null) {
            for (CodeSigner signer : signers) {
                try {
                    byte[] encoded =
                            signer.getSignerCertPath().getCertificates().get(0).getEncoded();
                    prints.add(HexFormat.of().formatHex(sha().digest(encoded)));
                } catch (CertificateEncodingException e) {
                    throw new IOException("a certificate in it cannot be read", e);
                }
            }
        }
        return prints;
    }

    /**
     * Computes the digest of a file.
     *
     * @return SHA-256, 64 digits in lower case
     * @throws IOException if it cannot be read
     */
    public static String digest(Path jar) throws IOException {
        MessageDigest digest = sha();
        try (InputStream bytes = new DigestInputStream(Files.newInputStream(jar), digest)) {
            bytes.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
