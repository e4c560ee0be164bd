package io.mingle.host.video;

import io.mingle.api.content.EncodedVideo;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.api.video.LiveAnswer;
import io.mingle.api.video.LiveFrame;
import io.mingle.api.video.LiveMemory;
import io.mingle.api.video.LiveOptions;
import io.mingle.api.video.LiveWatching;
import io.mingle.api.video.Moment;
import io.mingle.api.video.TimeSpan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** Remembers how many frames it has seen, and says so. */
public final class Watcher implements LiveWatching {

    private final List<List<LiveFrame>> seen = Collections.synchronizedList(new ArrayList<>());

    /** From when on questions about the future can be answered, in seconds. */
    private volatile double knowsFrom;

    private volatile String fails = "";

    private volatile Function<List<LiveFrame>, MingleException> refuses = frames -> null;

    /** Lets questions about the future wait until then. */
    public Watcher knowingFrom(double seconds) {
        knowsFrom = seconds;
        return this;
    }

    Watcher refusing(Function<List<LiveFrame>, MingleException> value) {
        refuses = value;
        return this;
    }

    /** Fails to answer a question. */
    public Watcher failingAt(String question) {
        fails = question;
        return this;
    }

    /** Returns the frames that were seen, in the parts in which they were. */
    public List<List<LiveFrame>> seen() {
        return List.copyOf(seen);
    }

    @Override
    public Generation<LiveMemory> see(
            LiveMemory memory, List<LiveFrame> frames, LiveOptions options) {
        GenerationChannel<LiveMemory> channel = new GenerationChannel<>();
        MingleException refused = refuses.apply(frames);
        if (refused != null) {
            channel.failed(refused);
            return channel;
        }
        seen.add(frames);
        List<LiveMemory.Part> parts = new ArrayList<>(memory.parts());
        parts.add(
                new LiveMemory.Part(
                        new TimeSpan(
                                frames.get(0).seconds(), frames.get(frames.size() - 1).seconds()),
                        new EncodedVideo(
                                "test", frames.size(), 1, 1, 1, new float[frames.size()])));
        channel.finished(new LiveMemory(memory.notes(), parts), Usage.NONE);
        return channel;
    }

    @Override
    public Generation<LiveAnswer> ask(
            LiveMemory memory, String question, Moment moment, LiveOptions options) {
        GenerationChannel<LiveAnswer> channel = new GenerationChannel<>();
        if (question.equals(fails)) {
            channel.failed(new InvalidRequestException("It is too long."));
            return channel;
        }
        boolean isReady = moment != Moment.FUTURE || memory.until() >= knowsFrom;
        channel.finished(
                new LiveAnswer(
                        isReady ? "%s frames, %s".formatted(memory.tokens(), question) : "",
                        isReady,
                        memory.until()),
                Usage.NONE);
        return channel;
    }
}
