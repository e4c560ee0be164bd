package io.mingle.gui.episode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.POJONode;
import com.google.protobuf.ByteString;
import io.mingle.api.error.MingleException;
import io.mingle.api.gui.device.Screen;
import io.mingle.gui.action.ActionForm;
import io.mingle.gui.action.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Takes steps out of the entries of a file. */
final class StepCollector {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final List<Path> folders;
    private final Optional<PackedScreenshots> packed;
    private final Deque<Optional<EpisodeStep>> steps = new ArrayDeque<>();

    /**
     * Begins.
     *
     * @param folders where screenshots are looked for, in order; at least one
     * @param packed the screenshots that are not there; empty if there is no file of such
     */
    StepCollector(List<Path> folders, Optional<PackedScreenshots> packed) {
        this.folders = folders;
        this.packed = packed;
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
            Screenshot screenshot,
            int width,
            int height) {}

    boolean isEmpty() {
        return steps.isEmpty();
    }

    /** Takes the first step away; empty in the place of one whose action is not known. */
    Optional<EpisodeStep> take() {
        return steps.remove();
    }

    /** Adds a step, or notes that there was one whose action is of no kind that is known. */
    void add(Frame frame, ActionForm form, String action, List<Area> areas, ScreenTree tree) {
        Reading reading = form.reader().read(action, frame.width(), frame.height());
        steps.add(
                reading instanceof Reading.Read read
                        ? Optional.of(
                                new EpisodeStep(
                                        frame.episode(),
                                        frame.goal(),
                                        frame.instruction(),
                                        frame.screenshot(),
                                        frame.width(),
                                        frame.height(),
                                        read.action(),
                                        areas,
                                        tree))
                        : Optional.empty());
    }

    /** Returns a screenshot of an entry: what lies in it, or a file of that name. */
    Screenshot screenshot(JsonNode value, String name) throws Broken {
        if (value instanceof POJONode node && node.getPojo() instanceof Screenshot screenshot) {
            return screenshot;
        }
        if (!value.isTextual()) {
            throw new Broken("has no '" + name + "'");
        }
        return screenshot(value.textValue());
    }

    /** Returns a file in the folders of screenshots; never one elsewhere. */
    Screenshot screenshot(String name) throws Broken {
        return Screenshot.of(file(name));
    }

    /** Returns a PNG of that name, or else what a Parquet file has under it. */
    Screenshot packed(String name) throws Broken {
        Path file = file(name + ".png");
        return packed.isPresent() && !Files.isRegularFile(file)
                ? packed.get().screenshot(name)
                : Screenshot.of(file);
    }

    private Path file(String name) throws Broken {
        Path first = null;
        for (Path folder : folders) {
            Path file = folder.resolve(name).normalize();
            if (!file.startsWith(folder)) {
                throw new Broken(
                        "names the screenshot '" + name + "', which is not in '" + folder + "'");
            }
            if (Files.isRegularFile(file)) {
                return file;
            }
            first = first == null ? file : first;
        }
        return first;
    }

    /** Returns width and height of a screenshot: as the entry tells, or else as the file does. */
    int[] size(JsonNode width, JsonNode height, Screenshot screenshot) throws Broken {
        int[] size =
                width.isNumber() && height.isNumber()
                        ? new int[] {width.asInt(), height.asInt()}
                        : sizeOf(screenshot);
        if (size[0] < 1 || size[1] < 1 || Math.max(size[0], size[1]) > Screen.MOST_PIXELS) {
            throw new Broken("has a screen of " + size[0] + " by " + size[1] + " pixels");
        }
        return size;
    }

    /** Returns the tree that lies in an entry; nothing is known if there is none. */
    ScreenTree tree(JsonNode value, int[] size) throws Broken {
        try {
            return value instanceof POJONode node && node.getPojo() instanceof ByteString bytes
                    ? ScreenTree.of(bytes, size[0], size[1])
                    : ScreenTree.NONE;
        } catch (IOException e) {
            throw new Broken("has an accessibility tree that cannot be read: " + e.getMessage());
        }
    }

    private static int[] sizeOf(Screenshot screenshot) throws Broken {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // The first use of java.awt keeps the context class loader for good; a bundle's would leak.
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try (ImageInputStream in =
                ImageIO.createImageInputStream(
                        new ByteArrayInputStream(screenshot.read().bytes()))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("its screenshot is no picture");
            }
            ImageReader reader = readers.next();
            reader.setInput(in, true, true);
            int[] size = {reader.getWidth(0), reader.getHeight(0)};
            reader.dispose();
            return size;
        } catch (IOException | MingleException e) {
            throw new Broken("does not tell how large its screen is: " + e.getMessage());
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
