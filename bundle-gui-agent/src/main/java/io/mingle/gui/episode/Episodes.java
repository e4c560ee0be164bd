package io.mingle.gui.episode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.UnreadableContentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The steps of recorded episodes, one after the other, those of an episode in a row. No more than
 * one episode is in memory; of screenshots in a Parquet file, a group of its rows. Used by one
 * thread.
 */
public final class Episodes implements AutoCloseable {

    private static final int DEEPEST = 8;
    private static final Pattern RECORDS =
            Pattern.compile(".*-\\d{5}-of-\\d{5}|.*\\.tfrecords?(\\.gz)?");
    private static final Pattern JSON = Pattern.compile(".*\\.jsonl?");

    /** GUICourse publishes {@code NAME_data.json} with {@code NAME_images.parquet}. */
    private static final Pattern STEPS = Pattern.compile("(.*)_data\\.json");

    private final Path source;
    private final Iterator<Path> files;
    private final Optional<Path> screenshots;
    private Path file;
    private EpisodeFile open;
    private Optional<PackedScreenshots> packed = Optional.empty();
    private StepCollector collector;
    private int entry;
    private Corpus corpus;
    private int skipped;
    private boolean any;

    private Episodes(Path source, List<Path> files, Optional<Path> screenshots) {
        this.source = source;
        this.files = files.iterator();
        this.screenshots = screenshots;
    }

    /**
     * Opens a file or a folder in the form of any {@link Corpus}: JSON, as one array or as objects
     * one after the other, or TFRecord, compressed by gzip or not. Of a folder, all such files are
     * read that are in it and further down, by their names: JSON where there are no records.
     *
     * @param source the file or the folder
     * @param screenshots the folder that names of screenshots begin at, or a Parquet file that has
     *     them; empty for the source, if it is a folder, and then the folder of the file that names
     *     them. In such a folder {@code NAME_images.parquet} has those of {@code NAME_data.json}
     * @return its steps, from the first one on; to be closed
     * @throws UnreadableContentException if nothing is there, or it is of no known form
     * @throws ContentTooLargeException if a file of JSON is too large
     */
    public static Episodes open(Path source, Optional<Path> screenshots) {
        Episodes episodes =
                new Episodes(
                        source,
                        files(source),
                        screenshots.map(it -> it.toAbsolutePath().normalize()));
        try {
            if (!episodes.more()) {
                throw unreadable(source, "it has no episodes", null);
            }
            return episodes;
        } catch (RuntimeException | Error e) {
            episodes.close();
            throw e;
        }
    }

    private static List<Path> files(Path source) {
        if (!Files.isDirectory(source)) {
            return List.of(source);
        }
        try (Stream<Path> all = Files.walk(source, DEEPEST)) {
            List<Path> files = all.filter(Files::isRegularFile).sorted().toList();
            List<Path> records = named(files, RECORDS);
            return records.isEmpty() ? named(files, JSON) : records;
        } catch (IOException e) {
            throw unreadable(source, e.toString(), e);
        }
    }

    private static List<Path> named(List<Path> files, Pattern pattern) {
        return files.stream()
                .filter(it -> pattern.matcher(it.getFileName().toString()).matches())
                .toList();
    }

    /** Returns the corpus whose form they have. */
    public Corpus corpus() {
        return corpus;
    }

    /**
     * Returns how many steps were passed over so far, because no family knows their action, such as
     * copying a text.
     */
    public int skipped() {
        return skipped;
    }

    /**
     * Returns the next step.
     *
     * @return empty at the end. Its screenshot can be read until the next one is asked for
     * @throws UnreadableContentException if a file cannot be read on, or all of them have no step
     *     with an action that is known
     */
    public Optional<EpisodeStep> next() {
        do {
            while (collector != null && !collector.isEmpty()) {
                Optional<EpisodeStep> step = collector.take();
                if (step.isPresent()) {
                    any = true;
                    return step;
                }
                skipped++;
            }
        } while (more());
        if (!any) {
            throw unreadable(source, "none of its steps has an action that is known", null);
        }
        return Optional.empty();
    }

    /** Takes one more entry, of this file or of the next one that has any. */
    private boolean more() {
        try {
            while (true) {
                JsonNode node = open == null ? null : open.next();
                if (node != null) {
                    entry++;
                    collect(node);
                    return true;
                }
                if (open != null) {
                    open.close();
                    open = null;
                }
                if (!files.hasNext()) {
                    return false;
                }
                file = files.next();
                entry = 0;
                release();
                packed = packed();
                collector = new StepCollector(folders(), packed);
                open = EpisodeFile.open(file);
            }
        } catch (JsonProcessingException e) {
            throw unreadable(file, "it is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw unreadable(file, e.toString(), e);
        } catch (StepCollector.Broken e) {
            throw unreadable(file, "entry " + entry + " " + e.getMessage(), e);
        }
    }

    private void collect(JsonNode node) throws StepCollector.Broken {
        if (corpus == null) {
            corpus =
                    Corpus.of(node)
                            .orElseThrow(
                                    () ->
                                            unreadable(
                                                    file,
                                                    "its first entry has the form of no corpus that"
                                                            + " is known",
                                                    null));
        }
        corpus.collect(node, collector);
    }

    private Optional<PackedScreenshots> packed() {
        if (screenshots.filter(Files::isRegularFile).isPresent()) {
            return screenshots.map(PackedScreenshots::new);
        }
        Matcher steps = STEPS.matcher(file.getFileName().toString());
        if (!steps.matches()) {
            return Optional.empty();
        }
        return folders().stream()
                .map(it -> it.resolve(steps.group(1) + "_images.parquet"))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(PackedScreenshots::new);
    }

    private void release() throws IOException {
        if (packed.isPresent()) {
            packed.get().close();
            packed = Optional.empty();
        }
    }

    private List<Path> folders() {
        if (screenshots.filter(Files::isDirectory).isPresent()) {
            return List.of(screenshots.get());
        }
        Set<Path> folders = new LinkedHashSet<>();
        if (Files.isDirectory(source)) {
            folders.add(source.toAbsolutePath().normalize());
        }
        folders.add(file.toAbsolutePath().normalize().getParent());
        return List.copyOf(folders);
    }

    /** Lets go of the files that are being read. */
    @Override
    public void close() {
        try (EpisodeFile read = open) {
            open = null;
            release();
        } catch (IOException e) {
            throw unreadable(file, e.toString(), e);
        }
    }

    private static UnreadableContentException unreadable(Path file, String found, Throwable cause) {
        return new UnreadableContentException(
                "Episodes were to be read from '%s', and %s. Name a JSON file of AITW, AITZ, AndroidControl, GUICourse or AMEX, a TFRecord file of AITW or AndroidControl, or a folder of such."
                        .formatted(file, found),
                cause);
    }
}
