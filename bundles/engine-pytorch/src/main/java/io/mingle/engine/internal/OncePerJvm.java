package io.mingle.engine.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The right to load libtorch into this JVM, which is given once.
 *
 * <p>A second copy of libtorch in one process ends the process: its dispatcher registers twice.
 * Another class loader can come to load it when this bundle is updated, when two frameworks share a
 * JVM, or when a program uses DJL by itself. A system property is what all class loaders share, and
 * the process's memory map is what even strangers leave a trace in.
 */
final class OncePerJvm {

    private static final String PROPERTY = "io.mingle.engine.loaded";
    private static final Path MAPS = Path.of("/proc/self/maps");

    private OncePerJvm() {}

    /**
     * Takes the right.
     *
     * @param who says who takes it, for the message that the next one gets
     * @throws EngineMissingException where it was taken before
     */
    static void claim(String who) {
        mapped(MAPS)
                .ifPresent(
                        library -> {
                            throw refused(System.getProperty(PROPERTY, "another program"), library);
                        });
        Object holder = System.getProperties().putIfAbsent(PROPERTY, who);
        if (holder != null) {
            throw refused(holder.toString(), "an unknown place");
        }
    }

    /** Finds libtorch in a memory map of the form that Linux gives; empty where there is no map. */
    static Optional<String> mapped(Path maps) {
        if (!Files.isReadable(maps)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(maps)) {
            return lines.filter(line -> line.contains("libc10.") || line.contains("libtorch_cpu."))
                    .map(line -> line.substring(Math.max(0, line.indexOf('/'))))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static EngineMissingException refused(String holder, String place) {
        return new EngineMissingException(
                String.format(
                        "libtorch is in use in this JVM already, loaded by %s from %s, and can be"
                            + " loaded once only: a second copy would end the process. The engine"
                            + " was probably updated or installed twice. Start the JVM again to use"
                            + " this one.",
                        holder, place));
    }
}
