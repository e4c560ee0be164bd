package io.mingle.media.internal;

import io.mingle.api.content.Sound;
import io.mingle.api.content.SoundSource;
import io.mingle.api.content.VideoSource;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.media.DecodedSound;
import io.mingle.api.media.MediaReader;
import io.mingle.api.media.SoundPieces;
import io.mingle.api.media.VideoFile;
import io.mingle.api.video.Cue;
import io.mingle.cache.UserCache;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Decodes with FFmpeg, which is loaded when the first file is. */
@Component
public final class FfmpegReader implements MediaReader {

    /** The framework property with the folder that natives are unpacked into. */
    static final String CACHE = "mingle.engine.cache";

    /** The largest frame that is decoded: 8192 × 4096. */
    static final long MAX_PIXELS = 1L << 25;

    /** What can be heard and seen without FFmpeg. */
    static final String SOUNDS_WITHOUT = "Of sounds, only WAV can be read here";

    static final String VIDEOS_WITHOUT =
            "Of videos, only folders with one picture for each frame can be read here";

    private final Path cache;
    private final long maxPixels;

    /** Called by Declarative Services. */
    @Activate
    public FfmpegReader(BundleContext context) {
        this(folder(context), MAX_PIXELS);
    }

    /**
     * Creates a reader with a limit of its own.
     *
     * @param cache the folder that FFmpeg is unpacked into
     * @param maxPixels the largest frame that is decoded
     */
    FfmpegReader(Path cache, long maxPixels) {
        this.cache = cache;
        this.maxPixels = maxPixels;
    }

    /**
     * Creates a reader where there is no framework, from the class path: in tests and small tools.
     *
     * @param cache the folder that FFmpeg is unpacked into
     */
    public static FfmpegReader in(Path cache) {
        return new FfmpegReader(cache, MAX_PIXELS);
    }

    static Path folder(BundleContext context) {
        String named = context.getProperty(CACHE);
        if (named != null && !named.isBlank()) {
            return Path.of(named.strip()).toAbsolutePath().resolve("ffmpeg");
        }
        // Not the framework's own folder, which may be emptied at each start.
        return UserCache.ofThisUser()
                .map(it -> it.resolve("engine").resolve("ffmpeg"))
                .orElseGet(() -> context.getDataFile("ffmpeg").toPath());
    }

    @Override
    public DecodedSound sound(Sound sound, double maxSeconds) {
        WholeSound whole = new WholeSound();
        // An array has no more elements.
        double most = Math.min(maxSeconds, WholeSound.MOST / 192_000.0);
        List<String> warnings = sound(new SoundSource.InMemory(sound), most, whole);
        return whole.decoded(warnings);
    }

    @Override
    public List<String> sound(SoundSource sound, double maxSeconds, SoundPieces pieces) {
        Ffmpeg.load(cache, SOUNDS_WITHOUT);
        String what = "The sound '" + sound.name() + "'";
        try (Source source = source(what, sound);
                SoundDecoding decoding =
                        new SoundDecoding(what, source, sound.channels(), maxSeconds, pieces)) {
            return decoding.decode();
        } catch (NoSuchFileException e) {
            throw new UnreadableContentException(what + " does not exist. Check the path.", e);
        } catch (IOException e) {
            throw failure(what, e);
        }
    }

    private static Source source(String what, SoundSource sound) throws IOException {
        if (sound instanceof SoundSource.InMemory memory) {
            return Source.of(memory.sound().bytes());
        }
        Path file = ((SoundSource.OnDisk) sound).path();
        if (Files.isDirectory(file)) {
            throw new UnreadableContentException(what + " is a folder. Name one file inside it.");
        }
        return Source.of(FileChannel.open(file));
    }

    @Override
    public VideoFile open(VideoSource video) {
        Ffmpeg.load(cache, VIDEOS_WITHOUT);
        String what = "The video '" + video.name() + "'";
        Source source = null;
        try {
            source = source(what, video);
            VideoFile opened = new FfmpegVideo(what, source, maxPixels);
            source = null;
            return opened;
        } catch (NoSuchFileException e) {
            throw new UnreadableContentException(what + " does not exist. Check the path.", e);
        } catch (IOException e) {
            throw failure(what, e);
        } finally {
            close(source);
        }
    }

    @Override
    public List<Cue> subtitles(VideoSource video) {
        Ffmpeg.load(cache, VIDEOS_WITHOUT);
        String what = "The video '" + video.name() + "'";
        try (Source source = source(what, video);
                Container container = new Container(what, source, maxPixels)) {
            return SubtitleTrack.read(what, container);
        } catch (NoSuchFileException e) {
            throw new UnreadableContentException(what + " does not exist. Check the path.", e);
        } catch (IOException e) {
            throw failure(what, e);
        }
    }

    private static Source source(String what, VideoSource video) throws IOException {
        if (video instanceof VideoSource.InMemory memory) {
            return Source.of(memory.bytes());
        }
        if (!(video instanceof VideoSource.OnDisk disk)) {
            throw new UnreadableContentException(
                    what + " is no file, so there is nothing to decode. Name one video file.");
        }
        Path file = disk.path();
        if (Files.isDirectory(file)) {
            throw new UnreadableContentException(what + " is a folder. Name one video file.");
        }
        return Source.of(FileChannel.open(file));
    }

    private static MingleException failure(String what, IOException e) {
        if (e instanceof ClosedByInterruptException) {
            return Container.cancelled(what);
        }
        return new UnreadableContentException(
                "%s cannot be read (%s). Check that it may be read and that its disk is well."
                        .formatted(what, e),
                e);
    }

    private static void close(Source source) {
        try {
            if (source != null) {
                source.close();
            }
        } catch (IOException e) {
            // The file was read only, and what matters has been thrown.
        }
    }
}
