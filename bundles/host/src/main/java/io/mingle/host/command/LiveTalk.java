package io.mingle.host.command;

import io.mingle.api.dialogue.DialogueEvent;
import io.mingle.api.dialogue.DialogueOptions;
import io.mingle.api.dialogue.SpokenDialogue;
import io.mingle.host.Mingle;

/** A conversation by microphone and loudspeaker, until it is interrupted. */
final class LiveTalk {

    private final Session session;
    private final Mingle mingle;
    private final DialogueOptions options;
    private volatile SoundPlayer player = SoundPlayer.keepingAll();
    private volatile boolean over;

    LiveTalk(Session session, Mingle mingle, DialogueOptions options) {
        this.session = session;
        this.mingle = mingle;
        this.options = options;
    }

    void run() {
        try (Microphone microphone = Microphone.open(options.rate());
                SpokenDialogue dialogue = mingle.dialogue(options, this::on)) {
            session.err().println("mingle: Speak. Ctrl-C ends it.");
            session.interruption()
                    .during(
                            () -> over = true,
                            () -> {
                                while (!over) {
                                    dialogue.hear(microphone.next());
                                }
                                return null;
                            });
        } finally {
            player.close();
        }
    }

    /**
     * One event after the other; new speech silences what is being played. Nothing waits here: the
     * next event may be that speech, and whoever hears it may be the one who is here.
     */
    private void on(DialogueEvent event) {
        if (event instanceof DialogueEvent.SpeechStarted) {
            player.close();
            player = SoundPlayer.keepingAll();
        } else if (event instanceof DialogueEvent.AnswerText text) {
            session.out().print(text.text());
            session.out().flush();
        } else if (event instanceof DialogueEvent.AnswerSound sound) {
            player.play(sound.chunk());
        } else if (event instanceof DialogueEvent.AnswerEnded) {
            session.out().println();
        } else if (event instanceof DialogueEvent.AnswerInterrupted) {
            session.out().println(" …");
        } else if (event instanceof DialogueEvent.AnswerFailed failed) {
            session.err().println("mingle: " + ErrorLine.text(failed.error()));
        }
    }
}
