package io.mingle.http.internal.video;

import io.mingle.api.content.EncodedVideo;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.UnreadableContentException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.api.video.LiveAnswer;
import io.mingle.api.video.LiveFrame;
import io.mingle.api.video.LiveMemory;
import io.mingle.api.video.LiveOptions;
import io.mingle.api.video.LiveWatching;
import io.mingle.api.video.Moment;
import io.mingle.api.video.SegmentSummary;
import io.mingle.api.video.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Remembers a token for each frame, as many as it may, and of what is older that there was
 * something. A frame of one byte is damaged, one of two bytes too large.
 */
final class FakeWatcher implements LiveWatching {

    /** Who was asked, about what. */
    record Asked(LiveMemory memory, String question, Moment moment, LiveOptions options) {}

    final List<List<LiveFrame>> seen = new CopyOnWriteArrayList<>();
    final List<Asked> asked = new CopyOnWriteArrayList<>();
    volatile RuntimeException failure;

    /** Whether looking ends only when it is told to. */
    volatile boolean slow;

    /** What has begun and not ended. */
    final BlockingQueue<GenerationChannel<LiveMemory>> begun = new LinkedBlockingQueue<>();

    @Override
    public Generation<LiveMemory> see(
            LiveMemory memory, List<LiveFrame> frames, LiveOptions options) {
        GenerationChannel<LiveMemory> channel = new GenerationChannel<>();
        if (failure != null) {
            channel.failed(failure);
            return channel;
        }
        if (slow) {
            begun.add(channel);
            return channel;
        }
        if (frames.stream().anyMatch(it -> it.picture().bytes().length == 1)) {
            channel.failed(new UnreadableContentException("A picture is damaged. Send another."));
            return channel;
        }
        if (frames.stream().anyMatch(it -> it.picture().bytes().length == 2)) {
            channel.failed(new ContentTooLargeException("A picture is too large. Scale it."));
            return channel;
        }
        seen.add(frames);
        List<SegmentSummary> notes = new ArrayList<>(memory.notes());
        List<LiveMemory.Part> parts = new ArrayList<>(memory.parts());
        parts.add(
                new LiveMemory.Part(
                        new TimeSpan(
                                frames.get(0).seconds(), frames.get(frames.size() - 1).seconds()),
                        new EncodedVideo(
                                "fake", frames.size(), 1, 1, 1, new float[frames.size()])));
        while (parts.stream().mapToInt(it -> it.tokens().tokens()).sum() > options.maxTokens()) {
            notes.clear();
            notes.add(new SegmentSummary(new TimeSpan(0, parts.remove(0).span().end()), "before"));
        }
        LiveMemory after = new LiveMemory(notes, parts);
        channel.finished(after, Usage.NONE);
        return channel;
    }

    @Override
    public Generation<LiveAnswer> ask(
            LiveMemory memory, String question, Moment moment, LiveOptions options) {
        asked.add(new Asked(memory, question, moment, options));
        GenerationChannel<LiveAnswer> channel = new GenerationChannel<>();
        channel.delta("a ");
        channel.delta("ball");
        channel.finished(
                new LiveAnswer("a ball", moment != Moment.FUTURE, memory.until()), Usage.NONE);
        return channel;
    }
}
