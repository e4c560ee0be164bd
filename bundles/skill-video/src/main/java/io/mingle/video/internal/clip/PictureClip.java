package io.mingle.video.internal.clip;

import io.mingle.api.content.FramePlan;
import io.mingle.api.content.FrameSampling;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Video;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.vision.picture.DecodedPicture;
import io.mingle.vision.picture.PictureReader;
import io.mingle.vision.picture.RgbPicture;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;

/** Pictures that are frames, in a folder by their names, or in memory. */
final class PictureClip extends Clip {

    /** As many as whoever encodes them takes of a folder. */
    private static final int MOST = 10_000;

    private final IntFunction<Picture> source;
    private final PictureReader reader = new PictureReader();

    private PictureClip(
            Video video, int frames, double framesPerSecond, IntFunction<Picture> source) {
        super(video, frames, framesPerSecond);
        this.source = source;
    }

    static PictureClip of(Video video, List<Picture> pictures, double framesPerSecond) {
        return new PictureClip(video, pictures.size(), framesPerSecond, pictures::get);
    }

    static PictureClip of(Video video, Path folder, double framesPerSecond) {
        List<Path> files = files(folder);
        return new PictureClip(
                video, files.size(), framesPerSecond, number -> Picture.read(files.get(number)));
    }

    private static List<Path> files(Path folder) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (Files.isRegularFile(entry) && !Files.isHidden(entry)) {
                    files.add(entry);
                }
                if (files.size() > MOST) {
                    throw new ContentTooLargeException(
                            "The folder of frames '%s' has more than %s files. Name a folder with fewer, for example every tenth frame."
                                    .formatted(folder, MOST));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new UnreadableContentException(
                    "The folder of frames '%s' cannot be listed (%s). Check that it may be read."
                            .formatted(folder, e.getMessage()),
                    e);
        }
        if (files.isEmpty()) {
            throw new UnreadableContentException(
                    "The folder of frames '%s' has no files. Name a folder with one picture for each frame."
                            .formatted(folder));
        }
        Collections.sort(files);
        return files;
    }

    @Override
    public boolean isFile() {
        return false;
    }

    @Override
    int[] planned(FrameSampling sampling) {
        return FramePlan.ofFolder(sampling, frames());
    }

    @Override
    public void look(int[] numbers, Frame frame) {
        for (int number : numbers) {
            DecodedPicture decoded = reader.read(source.apply(number));
            missing(decoded.warnings());
            RgbPicture picture = decoded.picture();
            frame.take(number, picture.width(), picture.height(), picture.rgb());
        }
    }
}
