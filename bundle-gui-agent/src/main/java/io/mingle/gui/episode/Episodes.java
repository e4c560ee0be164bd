package io.mingle.gui.episode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.UnreadableContentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps of a file.
 *
 * @param corpus the corpus whose form the file has
 * @param steps in order, those of an episode in a row; copied
 * @param skipped how many steps have an action that no family knows, such as copying a text
 */
public record Episodes(Corpus corpus, List<EpisodeStep> steps, int skipped) {

    /** The largest file that is read, in bytes. */
    public static final long MOST_BYTES = 256L << 20;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Copies the list. */
    public Episodes {
        steps = List.copyOf(steps);
    }

    /**
     * Reads a file: one JSON array, or objects one after the other, in the form of any {@link
     * Corpus}. Screenshots are looked for beside it.
     *
     * @param file the file
     * @return its steps, at least one
     * @throws UnreadableContentException if it cannot be read, or is of no known form
     * @throws ContentTooLargeException if it is larger than {@value #MOST_BYTES} bytes
     */
    public static Episodes read(Path file) {
        List<JsonNode> entries = new ArrayList<>();
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new ContentTooLargeException(
                        "The file of episodes '%s' has %s bytes; at most %s are read. Split it."
                                .formatted(file, Files.size(file), MOST_BYTES));
            }
            try (MappingIterator<JsonNode> all =
                    MAPPER.readerFor(JsonNode.class).readValues(file.toFile())) {
                while (all.hasNextValue()) {
                    entries.add(all.nextValue());
                }
            }
        } catch (JsonProcessingException e) {
            throw unreadable(file, "it is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw unreadable(file, e.toString(), e);
        }
        if (entries.size() == 1 && entries.get(0).isArray()) {
            List<JsonNode> elements = new ArrayList<>();
            entries.get(0).forEach(elements::add);
            entries = elements;
        }
        if (entries.isEmpty()) {
            throw unreadable(file, "it has no episodes", null);
        }
        Corpus corpus =
                Corpus.of(entries.get(0))
                        .orElseThrow(
                                () ->
                                        unreadable(
                                                file,
                                                "its first entry has the form of no corpus that is"
                                                        + " known",
                                                null));
        StepCollector collector = new StepCollector(file.toAbsolutePath().getParent());
        for (int i = 0; i < entries.size(); i++) {
            try {
                corpus.collect(entries.get(i), collector);
            } catch (StepCollector.Broken e) {
                throw unreadable(file, "entry " + (i + 1) + " " + e.getMessage(), e);
            }
        }
        if (collector.steps().isEmpty()) {
            throw unreadable(file, "none of its steps has an action that is known", null);
        }
        return new Episodes(corpus, collector.steps(), collector.skipped());
    }

    private static UnreadableContentException unreadable(Path file, String found, Throwable cause) {
        return new UnreadableContentException(
                "Episodes were to be read from '%s', and %s. Name a JSON file of AITW, AITZ, AndroidControl, GUICourse or AMEX."
                        .formatted(file, found),
                cause);
    }
}
