package io.mingle.host.command;

import io.mingle.api.event.Update;
import io.mingle.api.speech.SentenceBegun;
import io.mingle.api.speech.SpeechChunk;
import io.mingle.host.console.LiveLine;
import java.util.Locale;

/** Puts sound where it belongs as it comes, and tells how much there is. */
final class SpeechProgress {

    private final LiveLine live;
    private final SpokenFile file;
    private final SoundPlayer player;
    private double seconds;
    private int sentence;

    /**
     * @param file gets the sound; null for none
     * @param player plays it; null for none
     */
    SpeechProgress(LiveLine live, SpokenFile file, SoundPlayer player) {
        this.live = live;
        this.file = file;
        this.player = player;
    }

    void show(Update update) {
        if (update instanceof SentenceBegun begun) {
            sentence = begun.index() + 1;
        } else if (update instanceof SpeechChunk chunk) {
            seconds += (double) chunk.samples().length / chunk.rate();
            if (file != null) {
                file.write(chunk);
            }
            if (player != null) {
                player.play(chunk);
            }
        }
        live.show(String.format(Locale.ROOT, "speaking: sentence %s, %.1f s", sentence, seconds));
    }
}
