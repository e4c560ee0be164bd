package io.mingle.host.launch;

import io.mingle.api.error.InternalException;
import io.mingle.api.error.UnwritableOutputException;
import io.mingle.host.console.Units;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.jar.JarFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lays the bundles of an installation out as files, each in a folder that is named after its bytes.
 *
 * <p>A bundle that lies there already is not written again, so a later start reads nothing. A new
 * one is written beside its place and moved there whole: a process that dies leaves no half a
 * bundle behind, and two processes that start at once do not disturb each other.
 */
final class BundleStore {

    private static final Logger log = LoggerFactory.getLogger(BundleStore.class);

    /** Bundles that no process has started for so long are removed when new ones come. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final Path folder;

    /**
     * Creates a store.
     *
     * @param cache the cache folder; made when it is needed
     */
    BundleStore(Path cache) {
        this.folder = cache.resolve("bundles");
    }

    /**
     * Makes sure that the bundles lie in the store.
     *
     * @param installation what they come from
     * @param serving whether those for a host that serves are wanted, too
     * @param progress is told what is being unpacked
     * @return the files, in the order of the installation
     * @throws UnwritableOutputException if the folder cannot be written
     */
    List<Path> unpack(Installation installation, boolean serving, Consumer<String> progress) {
        List<Path> files = new ArrayList<>();
        boolean unpacked = false;
        try {
            for (CarriedBundle bundle : installation.bundles()) {
                if (bundle.serves() && !serving) {
                    continue;
                }
                Path file = folder.resolve(bundle.key()).resolve(bundle.fileName());
                files.add(file);
                if (isThere(file, bundle)) {
                    touch(file);
                    continue;
                }
                progress.accept(
                        "unpacking "
                                + bundle.fileName()
                                + " ("
                                + Units.bytes(bundle.size())
                                + ") into "
                                + folder
                                + ", once");
                unpack(installation.jar(), bundle, file);
                unpacked = true;
            }
        } catch (IOException e) {
            throw new UnwritableOutputException(
                    "Mingle unpacks its bundles into '"
                            + folder
                            + "' and cannot write there ("
                            + e
                            + "). Free some space, or name another folder in the environment"
                            + " variable "
                            + CacheFolder.VARIABLE
                            + ".",
                    e);
        }
        if (unpacked) {
            removeForgotten(files);
        }
        return files;
    }

    private static boolean isThere(Path file, CarriedBundle bundle) throws IOException {
        return Files.isRegularFile(file) && Files.size(file) == bundle.size();
    }

    private static void unpack(CarryingJar jar, CarriedBundle bundle, Path file)
            throws IOException {
        Files.createDirectories(file.getParent());
        Path part = file.resolveSibling(bundle.fileName() + "." + UUID.randomUUID() + ".part");
        try (JarFile source = jar.open()) {
            try (InputStream in = source.getInputStream(source.getEntry(bundle.entry()))) {
                Files.copy(in, part);
            }
            if (Files.size(part) != bundle.size()) {
                throw new InternalException(
                        "The bundle "
                                + bundle.fileName()
                                + " in '"
                                + jar
                                + "' is damaged. Build the jar anew with ./mvnw package, or copy it"
                                + " again.");
            }
            move(part, file, bundle);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void move(Path part, Path file, CarriedBundle bundle) throws IOException {
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            log.debug("Another process has unpacked {} meanwhile", file);
        } catch (IOException e) {
            // Windows does not replace a file that another process has open.
            if (!isThere(file, bundle)) {
                throw e;
            }
        }
    }

    private static void touch(Path file) {
        try {
            Files.setLastModifiedTime(file.getParent(), FileTime.from(Instant.now()));
        } catch (IOException e) {
            log.debug("The time of {} cannot be set; the cache may be read-only", file, e);
        }
    }

    private void removeForgotten(List<Path> used) {
        Instant limit = Instant.now().minus(KEPT);
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder)) {
            for (Path candidate : folders) {
                boolean inUse = used.stream().anyMatch(file -> file.startsWith(candidate));
                if (!inUse && Files.getLastModifiedTime(candidate).toInstant().isBefore(limit)) {
                    Folders.delete(candidate);
                }
            }
        } catch (IOException e) {
            log.debug("Forgotten bundles in {} cannot be removed", folder, e);
        }
    }
}
