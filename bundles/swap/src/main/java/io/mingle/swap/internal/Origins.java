package io.mingle.swap.internal;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which bundles have come from which files, on the disk. A framework that keeps its bundles starts
 * with them again, and they are to go with their files all the same.
 */
final class Origins {

    private static final Logger log = LoggerFactory.getLogger(Origins.class);

    private final Path list;
    private Map<Path, String> kept = Map.of();

    /**
     * @param list where they are kept; need not exist yet
     */
    Origins(Path list) {
        this.list = list;
    }

    /** Returns what was kept last: symbolic names by files. */
    Map<Path, String> read() {
        if (Files.exists(list)) {
            Properties lines = new Properties();
            try (Reader text = Files.newBufferedReader(list)) {
                lines.load(text);
                Map<Path, String> read = new HashMap<>();
                lines.forEach((file, name) -> read.put(Path.of((String) file), (String) name));
                kept = Map.copyOf(read);
            } catch (IOException | IllegalArgumentException e) {
                log.warn(
                        "It is not known any more which bundles came from the folder of skills: {}"
                                + " cannot be read. Uninstall by hand those whose files are gone",
                        list,
                        e);
            }
        }
        return kept;
    }

    /** Keeps these and no others; writes nothing if they are kept already. */
    void keep(Map<Path, String> names) {
        if (names.equals(kept)) {
            return;
        }
        Properties lines = new Properties();
        names.forEach((file, name) -> lines.setProperty(file.toString(), name));
        Path part = list.resolveSibling(list.getFileName() + ".part");
        try {
            try (Writer text = Files.newBufferedWriter(part)) {
                lines.store(text, null);
            }
            Files.move(part, list, StandardCopyOption.ATOMIC_MOVE);
            kept = Map.copyOf(names);
        } catch (IOException e) {
            log.warn(
                    "After a restart, bundles of the folder of skills may stay when their files are"
                            + " deleted: {} cannot be written",
                    list,
                    e);
        }
    }
}
