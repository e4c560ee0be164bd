package io.mingle.media.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mingle.api.content.Sound;
import io.mingle.api.content.VideoSource;
import io.mingle.api.media.VideoFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The files and values that {@code reference/README.md} describes, and the reader under test. */
final class Reference {

    private Reference() {}

    static FfmpegReader reader() {
        return reader(FfmpegReader.MAX_PIXELS);
    }

    static FfmpegEncoder encoder() {
        return new FfmpegEncoder(cache());
    }

    static FfmpegReader reader(long maxPixels) {
        return new FfmpegReader(cache(), maxPixels);
    }

    static Path cache() {
        return Path.of(System.getProperty(FfmpegReader.CACHE)).resolve("ffmpeg");
    }

    static Path path(String name) {
        try {
            return Path.of(Reference.class.getResource("/reference/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Sound sound(String name) {
        return Sound.read(path(name));
    }

    static VideoSource onDisk(Path file) {
        return new VideoSource.OnDisk(file);
    }

    /** Reads a file whole, and calls it by its path, as messages about the file do. */
    static VideoSource inMemory(Path file) {
        try {
            return new VideoSource.InMemory(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String name) {
        try {
            return new JsonMapper().readTree(path(name).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> names(String json) {
        List<String> names = new ArrayList<>();
        for (Iterator<String> all = json(json).fieldNames(); all.hasNext(); ) {
            names.add(all.next());
        }
        return names;
    }

    static int[] all(VideoFile video) {
        int[] numbers = new int[video.frames()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i;
        }
        return numbers;
    }
}
