package io.mingle.audio.internal.speech;

import io.mingle.api.error.BrokenModelException;
import io.mingle.audio.detokenizer.Detokenizer;
import io.mingle.audio.feature.MelSpectrogram;
import io.mingle.audio.talker.AudioBpe;
import io.mingle.audio.talker.Talker;
import io.mingle.audio.talker.TalkerLayout;
import io.mingle.audio.talker.TalkerPrompt;
import io.mingle.audio.talker.TalkerTokens;
import io.mingle.audio.voice.KnownVoice;
import io.mingle.nn.Precision;
import io.mingle.tensor.TensorRuntime;
import io.mingle.thinker.tokenizer.Tokenizer;
import java.util.Optional;

/** The networks that speak, and the tokens between them. Any thread may use it. */
final class LoadedSpeech implements AutoCloseable {

    /** Far more than sentences have; where a talker has no bound of its own. */
    private static final int LONGEST_SENTENCE = 200;

    private final Tokenizer tokenizer;
    private final TalkerTokens tokens;
    private final Talker talker;
    private final Detokenizer detokenizer;
    private final TalkerLayout layout;

    private final int print;

    LoadedSpeech(TalkerFolder folder, TensorRuntime runtime, Precision precision) {
        AudioBpe bpe = folder.bpe();
        tokenizer = folder.tokenizer();
        Talker loaded = null;
        Detokenizer sound = null;
        try {
            tokens = TalkerTokens.of(tokenizer, folder.textTokens(bpe));
            loaded = folder.talker(runtime, tokens, precision);
            sound = folder.detokenizer(runtime);
            layout = folder.layout(sound.streams());
            print = folder.config().vpFeatureSize();
            talker = loaded;
            detokenizer = sound;
        } catch (RuntimeException e) {
            if (sound != null) {
                sound.close();
            }
            if (loaded != null) {
                loaded.close();
            }
            tokenizer.close();
            throw e;
        }
    }

    TalkerTokens tokens() {
        return tokens;
    }

    Talker talker() {
        return talker;
    }

    Detokenizer detokenizer() {
        return detokenizer;
    }

    /** Returns how many values a voice print has. */
    int print() {
        return print;
    }

    /**
     * Returns the mel frames that the flow takes of a voice; that of whole sentences takes none.
     */
    Optional<MelSpectrogram> mel() {
        return detokenizer.streams()
                ? Optional.of(MelSpectrogram.STREAMING)
                        .filter(it -> it.mels() == detokenizer.flow().config().mels())
                : Optional.empty();
    }

    /** Puts a prompt together, in the order that the talker reads. */
    TalkerPrompt prompt(TalkerPrompt.Spoken voice, String sentence, int heard) {
        return TalkerPrompt.of(layout, tokens, voice, encode(sentence), heard);
    }

    /** Returns how many tokens a sentence in a voice may have. */
    int room(TalkerPrompt.Spoken voice) {
        return layout.goesOn() ? LONGEST_SENTENCE : voice.room();
    }

    /** Returns the tokens of a text that is spoken. */
    int[] encode(String text) {
        return tokenizer.encode(text);
    }

    /**
     * Returns what the talker reads of a voice.
     *
     * @throws BrokenModelException if it is a voice of another model
     */
    TalkerPrompt.Spoken spoken(KnownVoice voice) {
        if (voice.print().length != print || !detokenizer.flow().fits(voice.flow())) {
            throw new BrokenModelException(
                    "The voice '%s' has a print of %s values and %s of frames for %s codes, which is not what this model's talker and flow take. Convert it from this model's files, or take its folder away."
                            .formatted(
                                    voice.name(),
                                    voice.print().length,
                                    voice.mel().length,
                                    voice.codes().length));
        }
        return new TalkerPrompt.Spoken(talker.tokensOf(voice.codes()), encode(voice.text()));
    }

    @Override
    public void close() {
        talker.close();
        detokenizer.close();
        tokenizer.close();
    }
}
