package io.mingle.api.speech;

import io.mingle.api.conversation.Conversation;
import io.mingle.api.error.InvalidRequestException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How to speak. Begin with {@link #USUAL} and change what should be different.
 *
 * @param voice the name of one of the model's voices; chosen by the language of each text if empty
 * @param reference a recording whose voice is copied instead
 * @param speed how fast, {@value #SLOWEST} to {@value #FASTEST} times as the model speaks
 * @param seed of what is drawn at random: the same seed, text and options give the same speech on
 *     one machine, up to what rounding comes to while others use the device; a random one if empty
 * @param heard what was said before, which the speech is an answer to: the talker hears the
 *     thinker's states of it. Nothing for text that is read aloud
 */
public record SpeechOptions(
        Optional<String> voice,
        Optional<VoiceReference> reference,
        double speed,
        OptionalLong seed,
        Optional<Conversation> heard) {

    /** The lowest speed. */
    public static final double SLOWEST = 0.25;

    /** The highest speed. */
    public static final double FASTEST = 4;

    /** A voice of the model, as fast as it speaks, with a random seed. */
    public static final SpeechOptions USUAL =
            new SpeechOptions(
                    Optional.empty(), Optional.empty(), 1, OptionalLong.empty(), Optional.empty());

    /**
     * Checks that every value is in its range.
     *
     * @throws InvalidRequestException if one is not, or a voice is named beside a reference
     */
    public SpeechOptions {
        if (voice == null || reference == null || seed == null || heard == null) {
            throw new InvalidRequestException(
                    "Options for speech were given without voice, reference, seed or heard; leave"
                            + " them empty instead of null.");
        }
        if (!(speed >= SLOWEST && speed <= FASTEST)) {
            throw new InvalidRequestException(
                    "The option 'speed' is %s; it has to be %s to %s."
                            .formatted(speed, SLOWEST, FASTEST));
        }
        if (voice.isPresent() && reference.isPresent()) {
            throw new InvalidRequestException(
                    "The voice '%s' was asked for and a reference of another voice given. Choose one."
                            .formatted(voice.get()));
        }
    }

    /** Returns these options with a voice of the model instead of another or of a reference. */
    public SpeechOptions withVoice(String value) {
        return new SpeechOptions(Optional.ofNullable(value), Optional.empty(), speed, seed, heard);
    }

    /** Returns these options with the voice of a recording. */
    public SpeechOptions withReference(VoiceReference value) {
        return new SpeechOptions(Optional.empty(), Optional.ofNullable(value), speed, seed, heard);
    }

    /** Returns these options with another speed. */
    public SpeechOptions withSpeed(double value) {
        return new SpeechOptions(voice, reference, value, seed, heard);
    }

    /** Returns these options with a seed. */
    public SpeechOptions withSeed(long value) {
        return new SpeechOptions(voice, reference, speed, OptionalLong.of(value), heard);
    }

    /** Returns these options as those of an answer. */
    public SpeechOptions withHeard(Conversation value) {
        return new SpeechOptions(voice, reference, speed, seed, Optional.ofNullable(value));
    }
}
