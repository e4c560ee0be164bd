package io.mingle.trust.internal;

import io.mingle.api.error.InternalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which bundles are restricted. Numbers of bundles are never given again, so one stays in the list
 * when its bundle has gone: its code may still run.
 *
 * <p>A framework that keeps its bundles starts with them again, so their numbers are kept as well:
 * as the names of empty files in a folder, of which none can be half written.
 */
final class RestrictedBundles {

    private static final Logger log = LoggerFactory.getLogger(RestrictedBundles.class);

    private static final StackWalker STACK =
            StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    /** How the location begins of what the swapper has installed. */
    private static final String FROM_OUTSIDE = "swap:";

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final Set<Long> numbers = ConcurrentHashMap.newKeySet();
    private final BundleContext context;
    private final Path folder;

    /** Recalls those that are still there. */
    RestrictedBundles(BundleContext context) {
        this.context = context;
        this.folder = context.getDataFile("restricted").toPath();
        try (Stream<Path> files = Files.list(Files.createDirectories(folder))) {
            files.forEach(this::recall);
        } catch (IOException | UncheckedIOException e) {
            restrictAllFromOutside(e);
        }
    }

    private void recall(Path file) {
        String name = file.getFileName().toString();
        if (!NUMBER.matcher(name).matches()) {
            return;
        }
        long number = Long.parseLong(name);
        if (context.getBundle(number) != null) {
            numbers.add(number);
        } else if (!file.toFile().delete()) {
            log.debug("{} stays, and stands for no bundle any more", file);
        }
    }

    /** Rather one too many. */
    private void restrictAllFromOutside(Exception cause) {
        log.error(
                "It is not known any more which bundles are restricted, so all are that came in by"
                        + " the folder of skills or by mingle:swap. Make {} a folder that can be"
                        + " read and written, and install the jars anew that you trust",
                folder,
                cause);
        Arrays.stream(context.getBundles())
                .filter(it -> it.getLocation().startsWith(FROM_OUTSIDE))
                .forEach(it -> numbers.add(it.getBundleId()));
    }

    /**
     * Restricts a bundle.
     *
     * @throws InternalException if it would not be after a restart; until then it is
     */
    void restrict(Bundle bundle) {
        if (!numbers.add(bundle.getBundleId())) {
            return;
        }
        try {
            Files.write(file(bundle), new byte[0]);
        } catch (IOException e) {
            throw new InternalException(
                    "%s was to be restricted, also after a restart, and that cannot be kept in '%s' (%s). Free some space there."
                            .formatted(name(bundle), folder, e),
                    e);
        }
    }

    /**
     * Lifts the restriction.
     *
     * @throws InternalException if it would be back after a restart; it stays as it is then
     */
    void release(Bundle bundle) {
        try {
            Files.deleteIfExists(file(bundle));
        } catch (IOException e) {
            throw new InternalException(
                    "%s was to be restricted no more, and '%s' cannot be changed (%s). Make it a folder that can be written."
                            .formatted(name(bundle), folder, e),
                    e);
        }
        numbers.remove(bundle.getBundleId());
    }

    private Path file(Bundle bundle) {
        return folder.resolve(Long.toString(bundle.getBundleId()));
    }

    boolean contains(long bundle) {
        return numbers.contains(bundle);
    }

    boolean contains(Bundle bundle) {
        return bundle != null && contains(bundle.getBundleId());
    }

    /** Tells whether there is nobody to be held back, which is the usual case. */
    boolean isEmpty() {
        return numbers.isEmpty();
    }

    /** Returns the restricted bundle whose code has called this thread here; null if none has. */
    Bundle caller() {
        return STACK.walk(
                frames ->
                        frames.map(frame -> FrameworkUtil.getBundle(frame.getDeclaringClass()))
                                .filter(this::contains)
                                .findFirst()
                                .orElse(null));
    }

    static String name(Bundle bundle) {
        return bundle.getSymbolicName() + " " + bundle.getVersion();
    }
}
