package io.mingle.audio.internal.speech;

import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.skill.SelfTest;
import io.mingle.api.speech.SpeechOptions;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Says a word. With a model that cannot speak there is nothing to try: this bundle then only says
 * so, and may be replaced all the same.
 */
@Component
public final class SpeakingSelfTest implements SelfTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Speaker speaker;

    @Activate
    public SpeakingSelfTest(@Reference Speaker speaker) {
        this.speaker = speaker;
    }

    @Override
    public void run() {
        try {
            if (speaker.voices().isEmpty()) {
                return;
            }
        } catch (SkillUnavailableException e) {
            return;
        }
        new TextSpeech(speaker).speak("one", SpeechOptions.USUAL.withSeed(0)).join(LIMIT);
    }
}
