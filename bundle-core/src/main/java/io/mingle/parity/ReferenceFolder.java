package io.mingle.parity;

import io.mingle.model.ConfigSection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A model folder with reference values that a bundle carries below {@code reference/}, copied to
 * the disk, because weights are mapped from files. Closing deletes the copy.
 */
public final class ReferenceFolder implements AutoCloseable {

    private static final List<String> FILES =
            List.of(
                    "config.json",
                    "preprocessor_config.json",
                    "tokenizer.json",
                    "model.safetensors",
                    "expected.json",
                    "expected.safetensors");

    private final Path path;

    private ReferenceFolder(Path path) {
        this.path = path;
    }

    /**
     * Copies a folder.
     *
     * @param owner a class of the bundle that carries it
     * @param name of the folder
     */
    public static ReferenceFolder of(Class<?> owner, String name) {
        try {
            ReferenceFolder folder = new ReferenceFolder(Files.createTempDirectory("mingle-"));
            try {
                for (String file : FILES) {
                    folder.copy(owner, "/reference/" + name + "/" + file, file);
                }
                return folder;
            } catch (IOException | RuntimeException e) {
                folder.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The reference " + name + " cannot be unpacked.", e);
        }
    }

    private void copy(Class<?> owner, String resource, String file) throws IOException {
        try (InputStream in = owner.getResourceAsStream(resource)) {
            if (in != null) {
                Files.copy(in, path.resolve(file));
            }
        }
    }

    /** Returns where the copy is. */
    public Path path() {
        return path;
    }

    /** Reads its configuration. */
    public ConfigSection config() {
        return ConfigSection.read(path.resolve("config.json"));
    }

    /** Reads one of its JSON files. */
    public Facts facts(String file) {
        try (InputStream in = Files.newInputStream(path.resolve(file))) {
            return Facts.read(in, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads what the reference computed with it. */
    public ReferenceValues values() {
        return ReferenceValues.read(path.resolve("expected.safetensors"));
    }

    @Override
    public void close() {
        try {
            for (String file : FILES) {
                Files.deleteIfExists(path.resolve(file));
            }
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + path + " cannot be deleted.", e);
        }
    }
}
