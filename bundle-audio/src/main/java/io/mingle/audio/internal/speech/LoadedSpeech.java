package io.mingle.audio.internal.speech;

import io.mingle.audio.detokenizer.Detokenizer;
import io.mingle.audio.talker.AudioBpe;
import io.mingle.audio.talker.Talker;
import io.mingle.audio.talker.TalkerPrompt;
import io.mingle.audio.talker.TalkerTokens;
import io.mingle.audio.voice.KnownVoice;
import io.mingle.nn.Precision;
import io.mingle.tensor.TensorRuntime;
import io.mingle.thinker.tokenizer.Tokenizer;

/** The networks that speak, and the tokens between them. Any thread may use it. */
final class LoadedSpeech implements AutoCloseable {

    private final Tokenizer tokenizer;
    private final TalkerTokens tokens;
    private final Talker talker;
    private final Detokenizer detokenizer;

    LoadedSpeech(TalkerFolder folder, TensorRuntime runtime, Precision precision) {
        AudioBpe bpe = folder.bpe();
        tokenizer = folder.tokenizer();
        Talker loaded = null;
        try {
            tokens = TalkerTokens.of(tokenizer, folder.textTokens(bpe));
            loaded = folder.talker(runtime, tokens, precision);
            detokenizer = folder.detokenizer(runtime);
            talker = loaded;
        } catch (RuntimeException e) {
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

    /** Returns the tokens of a text that is spoken. */
    int[] encode(String text) {
        return tokenizer.encode(text);
    }

    /** Returns what the talker reads of a voice. */
    TalkerPrompt.Spoken spoken(KnownVoice voice) {
        return new TalkerPrompt.Spoken(talker.tokensOf(voice.codes()), encode(voice.text()));
    }

    @Override
    public void close() {
        talker.close();
        detokenizer.close();
        tokenizer.close();
    }
}
