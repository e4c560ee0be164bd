package io.mingle.audio.internal.recognition;

import io.mingle.api.content.Sound;
import io.mingle.api.demo.Demo;
import io.mingle.api.demo.DemoCase;
import io.mingle.api.demo.DemoOutcome;
import io.mingle.api.error.InternalException;
import io.mingle.audio.internal.AudioEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Writes down four words; a model without ears is not asked. The program espeak-ng has spoken them
 * ({@code -v en-us -s 130}), which is no person, and is said so in the title.
 */
@Component(property = "name=" + TranscribeSkill.NAME)
public final class HearingDemo implements Demo {

    private static final String SAID = "nine four one stop";

    private final AudioEncoder encoder;

    @Activate
    public HearingDemo(@Reference AudioEncoder encoder) {
        this.encoder = encoder;
    }

    @Override
    public List<DemoCase> cases() {
        return cases(encoder.longestSeconds());
    }

    /**
     * Lists the cases.
     *
     * @param longest how long a sound may be; empty where the model cannot hear
     */
    static List<DemoCase> cases(OptionalDouble longest) {
        if (longest.isEmpty()) {
            return List.of();
        }
        return List.of(
                DemoCase.of(
                                "Write down what a program says.",
                                TranscribeSkill.NAME,
                                Map.of("sound", sound(), "language", "en"))
                        .judgedBy(
                                result -> {
                                    DemoOutcome outcome = DemoOutcome.of(result);
                                    return outcome.expecting(SAID, isSaid(outcome.line()));
                                }));
    }

    /** Capitals and commas are not heard. */
    private static boolean isSaid(String written) {
        return written.toLowerCase(Locale.ROOT)
                .replaceAll("[\\p{Punct}\\s]+", " ")
                .strip()
                .equals(SAID);
    }

    private static Sound sound() {
        String name = "nine-four-one-stop.wav";
        try (InputStream in = HearingDemo.class.getResourceAsStream("/demo/" + name)) {
            return new Sound(name, in.readAllBytes());
        } catch (IOException e) {
            throw new InternalException(
                    "The sound '%s' of the audio bundle cannot be read (%s). Build it anew with ./mvnw package."
                            .formatted(name, e.getMessage()),
                    e);
        }
    }
}
