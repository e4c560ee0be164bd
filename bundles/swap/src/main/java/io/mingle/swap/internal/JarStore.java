package io.mingle.swap.internal;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.trust.JarIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies of the jars that bundles run from, so that a file may change while it is being used. */
final class JarStore {

    private static final Logger log = LoggerFactory.getLogger(JarStore.class);

    /** No skill is larger than this without its weights, which do not belong into a bundle. */
    private static final long LARGEST = 1L << 30;

    private static final String REFERENCE = "reference:";

    private final Path folder;
    private final BundleContext context;

    /** By the number of the bundle, which is never given again; a location may be. */
    private final Map<Long, Run> running = new HashMap<>();

    /**
     * What a bundle was given here.
     *
     * @param modified when the bundle was; it has other code now if that has changed
     */
    private record Run(Path file, long modified) {}

    JarStore(BundleContext context, String folder) {
        this.context = context;
        this.folder = context.getDataFile(folder).toPath();
    }

    /** Copies a jar from outside and reads what bundle it is. */
    Jar take(Path jar) {
        try {
            if (!Files.isRegularFile(jar)) {
                throw new InvalidRequestException(
                        jar
                                + " was to be installed, and there is no such file. Name a bundle's"
                                + " jar.");
            }
            if (Files.size(jar) > LARGEST) {
                throw new InvalidRequestException(
                        String.format(
                                Locale.ROOT,
                                "%s has %,d bytes. A bundle may have %,d; keep weights in a model"
                                        + " folder.",
                                jar,
                                Files.size(jar),
                                LARGEST));
            }
            return read(copy(jar, Files.size(jar)), jar);
        } catch (IOException e) {
            throw unreadable(jar, e);
        }
    }

    private Path copy(Path jar, long size) throws IOException {
        DiskSpace.check(jar, size, folder, DiskSpace.free(folder));
        InputStream from = Files.newInputStream(jar);
        try {
            return copy(from);
        } catch (IOException e) {
            throw DiskSpace.missing(jar, size, folder, DiskSpace.free(folder), e);
        }
    }

    private Path copy(InputStream from) throws IOException {
        try (from) {
            Files.createDirectories(folder);
            Path copy = Files.createTempFile(folder, "bundle-", ".jar");
            Files.copy(from, copy, StandardCopyOption.REPLACE_EXISTING);
            return copy;
        }
    }

    /** Reads what bundle a copy is. */
    Jar read(Path copy) {
        return read(copy, copy);
    }

    /** Complains about the file that was named, of which {@code copy} is one. */
    private static Jar read(Path copy, Path named) {
        try (JarFile file = new JarFile(copy.toFile())) {
            Manifest manifest = file.getManifest();
            Attributes headers = manifest == null ? new Attributes() : manifest.getMainAttributes();
            JarIdentity identity = JarIdentity.of(copy);
            if (identity.name().isEmpty()) {
                throw new InvalidRequestException(
                        named
                                + " is no OSGi bundle: its manifest has no Bundle-SymbolicName."
                                + " Build it with bnd, as docs/writing-a-skill.md shows.");
            }
            return new Jar(
                    copy,
                    identity,
                    Version.parseVersion(headers.getValue(Constants.BUNDLE_VERSION)),
                    headers.getValue(Constants.FRAGMENT_HOST) != null);
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(named, e);
        }
    }

    /** Remembers what a bundle runs from, after it was installed from or updated with it. */
    void runs(Bundle bundle, Jar code) {
        running.put(bundle.getBundleId(), new Run(code.file(), bundle.getLastModified()));
    }

    /**
     * Deletes the copies that no bundle runs from, so that replacing again and again does not fill
     * the disk.
     *
     * @param canaries copies that are kept all the same, to take a canary away
     * @param formers the same, to go back
     */
    void sweep(Set<Path> canaries, Set<Path> formers) {
        running.entrySet().removeIf(it -> !isTrue(it.getValue(), context.getBundle(it.getKey())));
        Set<Path> files = running.values().stream().map(Run::file).collect(Collectors.toSet());
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> copies = Files.list(folder)) {
            for (Path copy : copies.toList()) {
                if (Stream.of(files, canaries, formers).noneMatch(it -> it.contains(copy))) {
                    Files.delete(copy);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            log.debug("Old jars stay in {}", folder, e);
        }
    }

    /** Returns a copy of what a bundle runs from, or null if that cannot be found. */
    Path keep(Bundle bundle) {
        Run known = running.get(bundle.getBundleId());
        if (known != null && isTrue(known, bundle)) {
            return known.file();
        }
        String location = bundle.getLocation();
        try {
            URI uri =
                    URI.create(
                            location.startsWith(REFERENCE)
                                    ? location.substring(REFERENCE.length())
                                    : location);
            if (location.endsWith("/")) {
                throw new IOException("It is a folder.");
            }
            return copy(uri.toURL().openStream());
        } catch (IOException | IllegalArgumentException e) {
            log.warn("The jar of {} was not found at {}", bundle.getSymbolicName(), location, e);
            return null;
        }
    }

    /** Others update bundles too, FileInstall for one. */
    private static boolean isTrue(Run run, Bundle bundle) {
        return bundle != null && run.modified() == bundle.getLastModified();
    }

    private static InvalidRequestException unreadable(Path jar, Exception cause) {
        return new InvalidRequestException(
                "%s could not be read as a jar (%s). Copy it again, whole."
                        .formatted(jar, cause.getMessage()),
                cause);
    }

    static InputStream open(Jar jar) throws BundleException {
        try {
            return Files.newInputStream(jar.file());
        } catch (IOException e) {
            throw new BundleException("The copy of %s is gone: %s".formatted(jar.name(), e), e);
        }
    }
}
