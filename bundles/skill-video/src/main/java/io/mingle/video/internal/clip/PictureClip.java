package io.mingle.video.internal.clip;

import io.mingle.api.content.FramePlan;
import io.mingle.api.content.FrameSampling;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Video;
import io.mingle.vision.picture.DecodedPicture;
import io.mingle.vision.picture.FrameFolder;
import io.mingle.vision.picture.PictureReader;
import io.mingle.vision.picture.RgbPicture;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;

/** Pictures that are frames, in a folder by their names, or in memory. */
final class PictureClip extends Clip {

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
        FrameFolder files = FrameFolder.open(folder);
        return new PictureClip(video, files.frames(), framesPerSecond, files::read);
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
