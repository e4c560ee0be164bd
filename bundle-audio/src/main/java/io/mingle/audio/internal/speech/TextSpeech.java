package io.mingle.audio.internal.speech;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Generation;
import io.mingle.api.speech.Speech;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.api.speech.SpeechSynthesis;
import io.mingle.api.speech.SpokenText;
import io.mingle.api.speech.Voice;
import io.mingle.api.speech.VoiceReference;
import io.mingle.audio.voice.KnownVoice;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Speaks text in a voice of the model, or in one that is copied. */
@Component
public final class TextSpeech implements SpeechSynthesis {

    private static final String CHINESE = "zh";

    private final Speaker speaker;

    @Activate
    public TextSpeech(@Reference Speaker speaker) {
        this.speaker = speaker;
    }

    @Override
    public Generation<Speech> speak(SpokenText text, SpeechOptions options) {
        if (text == null || options == null) {
            throw new InvalidRequestException(
                    "Speech was asked for without a text or without options. SpeechOptions.USUAL"
                            + " will do for the latter.");
        }
        return speaker.speak(text, options, voice(options));
    }

    private Function<String, KnownVoice> voice(SpeechOptions options) {
        if (options.reference().isPresent()) {
            VoiceReference reference = options.reference().get();
            require(reference);
            return text -> speaker.copied(reference);
        }
        List<KnownVoice> voices = speaker.voices();
        if (voices.isEmpty()) {
            throw new SkillUnavailableException(
                    "Speech was asked for, and the model has a talker but no voice in"
                            + " talker/voices. Convert one with 'mingle convert', or give a"
                            + " reference.");
        }
        if (options.voice().isPresent()) {
            KnownVoice named = named(options.voice().get(), voices);
            return text -> named;
        }
        return text -> ofLanguage(text, voices);
    }

    private static void require(VoiceReference reference) {
        if (!reference.consent()) {
            throw new InvalidRequestException(
                    "The voice in '%s' was to be copied, and nobody said that its speaker has consented. Ask them, and say so: --i-have-consent on the command line."
                            .formatted(reference.recording().name()));
        }
    }

    private static KnownVoice named(String name, List<KnownVoice> voices) {
        return voices.stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new InvalidRequestException(
                                        "The voice '%s' was asked for; the model has %s. Choose one of them."
                                                .formatted(
                                                        shortened(name),
                                                        voices.stream()
                                                                .map(KnownVoice::name)
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", ")))));
    }

    private static String shortened(String name) {
        return name.length() > 64 ? name.substring(0, 64) + "…" : name;
    }

    /** As the published demonstration chooses: a Chinese voice where a Chinese character is. */
    private static KnownVoice ofLanguage(String text, List<KnownVoice> voices) {
        boolean chinese = text.chars().anyMatch(it -> it >= 0x4e00 && it <= 0x9fff);
        return voices.stream()
                .filter(it -> it.language().startsWith(CHINESE) == chinese)
                .findFirst()
                .orElse(voices.get(0));
    }

    @Override
    public List<Voice> voices() {
        return speaker.voices().stream()
                .map(it -> new Voice(it.name(), it.language(), it.description()))
                .toList();
    }
}
