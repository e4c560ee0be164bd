package io.mingle.gui.episode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingle.api.gui.device.Screen;
import io.mingle.gui.action.ActionForm;
import io.mingle.gui.action.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Takes steps out of the entries of a file. */
final class StepCollector {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path folder;
    private final List<EpisodeStep> steps = new ArrayList<>();
    private int skipped;

    StepCollector(Path folder) {
        this.folder = folder;
    }

    /** An entry lacks something. */
    static final class Broken extends Exception {

        private static final long serialVersionUID = 1L;

        Broken(String message) {
            super(message, null, false, false);
        }
    }

    /** What is known of a step before its action is read. */
    record Frame(
            String episode,
            String goal,
            String instruction,
            Path screenshot,
            int width,
            int height) {}

    List<EpisodeStep> steps() {
        return steps;
    }

    int skipped() {
        return skipped;
    }

    /** Adds a step, or counts it where its action is of no kind that is known. */
    void add(Frame frame, ActionForm form, String action, List<Area> areas) {
        Reading reading = form.reader().read(action, frame.width(), frame.height());
        if (reading instanceof Reading.Read read) {
            steps.add(
                    new EpisodeStep(
                            frame.episode(),
                            frame.goal(),
                            frame.instruction(),
                            frame.screenshot(),
                            frame.width(),
                            frame.height(),
                            read.action(),
                            areas));
        } else {
            skipped++;
        }
    }

    /** Returns a file beside the one that is read; never one elsewhere. */
    Path screenshot(String name) throws Broken {
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder)) {
            throw new Broken("names the screenshot '" + name + "', which is not beside the file");
        }
        return file;
    }

    /** Returns width and height of a screenshot: as the entry tells, or else as the file does. */
    int[] size(JsonNode width, JsonNode height, Path screenshot) throws Broken {
        int[] size =
                width.isNumber() && height.isNumber()
                        ? new int[] {width.asInt(), height.asInt()}
                        : sizeOf(screenshot);
        if (size[0] < 1 || size[1] < 1 || Math.max(size[0], size[1]) > Screen.MOST_PIXELS) {
            throw new Broken("has a screen of " + size[0] + " by " + size[1] + " pixels");
        }
        return size;
    }

    private static int[] sizeOf(Path screenshot) throws Broken {
        if (!Files.isRegularFile(screenshot)) {
            throw new Broken(
                    "does not tell how large its screen is, and '" + screenshot + "' is missing");
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // The first use of java.awt keeps the context class loader for good; a bundle's would leak.
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try (ImageInputStream in = ImageIO.createImageInputStream(screenshot.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new Broken("has the screenshot '" + screenshot + "', which is no picture");
            }
            ImageReader reader = readers.next();
            reader.setInput(in, true, true);
            int[] size = {reader.getWidth(0), reader.getHeight(0)};
            reader.dispose();
            return size;
        } catch (IOException e) {
            throw new Broken("has the screenshot '" + screenshot + "', which cannot be read");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    static String text(JsonNode entry, String name) throws Broken {
        JsonNode value = entry.path(name);
        if (!value.isValueNode() || value.isNull()) {
            throw new Broken("has no '" + name + "'");
        }
        return value.asText();
    }

    /** Returns an array that may be written as a text. */
    static JsonNode list(JsonNode value) throws Broken {
        try {
            return value.isTextual() ? MAPPER.readTree(value.textValue()) : value;
        } catch (JsonProcessingException e) {
            throw new Broken("has a list that cannot be read: " + e.getOriginalMessage());
        }
    }
}
