package io.mingle.nano.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;

/**
 * The files of a checkpoint inside a bundle.
 *
 * <p>They are unpacked into a folder that is named after their bytes, so another build of the
 * bundle never meets the files of this one. The folder is filled beside its place and moved there
 * whole.
 */
final class Checkpoint {

    static final String CONFIG = "nano/config.json";

    private static final String ROOT = "/nano/";

    private final SortedMap<String, URL> files;

    /**
     * Describes a checkpoint.
     *
     * @param files where each file is read from, by its path in the checkpoint, with slashes
     */
    Checkpoint(Map<String, URL> files) {
        this.files = new TreeMap<>(files);
    }

    /** Finds the checkpoint of a bundle; empty if it was built without one. */
    static Optional<Checkpoint> in(Bundle bundle) {
        if (bundle.getEntry(CONFIG) == null) {
            return Optional.empty();
        }
        Map<String, URL> files = new TreeMap<>();
        for (URL url : Collections.list(bundle.findEntries(ROOT, "*", true))) {
            if (!url.getPath().endsWith("/")) {
                files.put(url.getPath().substring(ROOT.length()), url);
            }
        }
        return Optional.of(new Checkpoint(files));
    }

    /**
     * Makes sure that the files lie in a folder.
     *
     * @param models where that folder is to be
     * @param version of the bundle, for people who look into {@code models}
     * @return the folder
     */
    Path unpack(Path models, String version) throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        Path folder = models.resolve("nano-" + version + "-" + digest(sizes));
        if (isComplete(folder, sizes)) {
            return folder;
        }
        Files.createDirectories(models);
        Path part = models.resolve(".nano-" + UUID.randomUUID());
        try {
            for (Map.Entry<String, URL> file : files.entrySet()) {
                Path target = part.resolve(file.getKey());
                Files.createDirectories(target.getParent());
                try (InputStream in = file.getValue().openStream()) {
                    Files.copy(in, target);
                }
            }
            return moved(part, folder, sizes);
        } finally {
            delete(part);
        }
    }

    /** Moves a filled folder to its place, unless another process has been quicker. */
    private static Path moved(Path part, Path folder, Map<String, Long> sizes) throws IOException {
        for (int attempt = 0; ; attempt++) {
            try {
                return Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                if (isComplete(folder, sizes)) {
                    return folder;
                }
                if (attempt > 0) {
                    throw e;
                }
                // Somebody has taken files away, so that the folder is there and not whole.
                delete(folder);
            }
        }
    }

    private static boolean isComplete(Path folder, Map<String, Long> sizes) throws IOException {
        for (Map.Entry<String, Long> file : sizes.entrySet()) {
            Path path = folder.resolve(file.getKey());
            if (!Files.isRegularFile(path) || Files.size(path) != file.getValue()) {
                return false;
            }
        }
        return true;
    }

    /** Reads all files once: returns a name for their bytes, and tells how long each is. */
    private String digest(Map<String, Long> sizes) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[1 << 16];
        for (Map.Entry<String, URL> file : files.entrySet()) {
            digest.update(file.getKey().getBytes(StandardCharsets.UTF_8));
            long size = 0;
            try (InputStream in = file.getValue().openStream()) {
                for (int read; (read = in.read(buffer)) >= 0; size += read) {
                    digest.update(buffer, 0, read);
                }
            }
            sizes.put(file.getKey(), size);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Collections.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
