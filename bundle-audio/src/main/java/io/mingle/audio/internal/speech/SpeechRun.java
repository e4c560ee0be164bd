package io.mingle.audio.internal.speech;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.speech.SentenceBegun;
import io.mingle.api.speech.Speech;
import io.mingle.api.speech.SpeechChunk;
import io.mingle.api.speech.SpeechOptions;
import io.mingle.api.speech.SpokenText;
import io.mingle.audio.detokenizer.SpeechStream;
import io.mingle.audio.talker.SentenceFitting;
import io.mingle.audio.talker.SpeechSampler;
import io.mingle.audio.talker.Talker;
import io.mingle.audio.talker.TalkerPrompt;
import io.mingle.audio.text.SentenceAccumulator;
import io.mingle.audio.text.TextCutter;
import io.mingle.audio.voice.KnownVoice;
import io.mingle.thinker.PromptStates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Speaks one text, on its thread: sentences by the accumulator, codes by the talker, sound by flow
 * and vocoder. The first sentence is streamed, so that sound comes soon; later ones, which are made
 * while it is heard, as wholes, in which each frame sees all.
 */
final class SpeechRun {

    private final LoadedSpeech speech;
    private final GenerationChannel<Speech> channel;
    private final SpeechOptions options;
    private final long seed;
    private final Function<String, KnownVoice> chosen;
    private final Optional<PromptStates> heard;
    private final Set<String> warnings = new LinkedHashSet<>();

    private KnownVoice voice;
    private TalkerPrompt.Spoken known;
    private long begun;
    private long first;
    private long samples;
    private int sentences;
    private int tokens;
    private int codes;

    /**
     * Prepares it.
     *
     * @param chosen returns the voice for the first sentence, which all are spoken in
     * @param heard what the thinker makes of what was said before; stays the caller's
     */
    SpeechRun(
            LoadedSpeech speech,
            GenerationChannel<Speech> channel,
            SpeechOptions options,
            long seed,
            Function<String, KnownVoice> chosen,
            Optional<PromptStates> heard) {
        this.speech = speech;
        this.channel = channel;
        this.options = options;
        this.seed = seed;
        this.chosen = chosen;
        this.heard = heard;
    }

    /** Returns what of the text was not spoken as it should be, a sentence each. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /**
     * Speaks.
     *
     * @throws InvalidRequestException if the text ends without a word that can be said
     */
    Speech speak(SpokenText text) throws InterruptedException {
        SentenceAccumulator accumulator = new SentenceAccumulator(TextCutter.byLanguage());
        Optional<String> piece = text.take();
        while (piece.isPresent()) {
            accumulator.add(piece.get()).forEach(this::say);
            piece = text.take();
        }
        accumulator.end().forEach(this::say);
        if (sentences == 0) {
            throw new InvalidRequestException(
                    "%s was to be spoken, and has no word that can be said. Write words in Chinese or Latin letters, or numbers."
                            .formatted(text));
        }
        return new Speech(
                rate(), samples, sentences, tokens, codes, seed, Duration.ofNanos(first - begun));
    }

    private int rate() {
        return speech.detokenizer().rate();
    }

    private void say(String piece) {
        if (voice == null) {
            begun = System.nanoTime();
            voice = chosen.apply(piece);
            known = speech.spoken(voice);
        }
        SentenceFitting.parts(piece, known.room(), it -> speech.encode(it).length)
                .forEach(this::utter);
    }

    private void utter(String sentence) {
        channel.throwIfCancelled();
        channel.publish(new SentenceBegun(sentences, sentence));
        boolean streamed = sentences == 0 && options.speed() == 1 && speech.detokenizer().streams();
        if (streamed) {
            stream(sentence);
        } else {
            whole(sentence);
        }
        sentences++;
    }

    private void stream(String sentence) {
        SpeechStream stream = speech.detokenizer().stream(voice.flow(), seed + sentences);
        talk(sentence, said -> stream.add(said).forEach(this::publish));
        publish(stream.end());
    }

    private void whole(String sentence) {
        List<int[]> all = new ArrayList<>();
        talk(sentence, all::add);
        int[] said = all.stream().flatMapToInt(Arrays::stream).toArray();
        publish(speech.detokenizer().whole(said, voice.flow(), options.speed(), seed + sentences));
    }

    private void talk(String sentence, Consumer<int[]> said) {
        int states = heard.map(it -> (int) it.last().shape()[1]).orElse(0);
        TalkerPrompt prompt =
                TalkerPrompt.of(speech.tokens(), known, speech.encode(sentence), states);
        SpeechSampler sampler =
                SpeechSampler.drawing(
                        speech.tokens().audioEnd(), new SplittableRandom(seed + sentences));
        Talker.Utterance uttered =
                speech.talker().speak(prompt, heard, voice.print(), sampler, Talker.LONGEST, said);
        tokens += uttered.steps();
        codes += uttered.codes();
        if (uttered.strange() > 0) {
            warnings.add("The talker said words of text instead of sounds, which were left out.");
        }
        if (!uttered.ended()) {
            warnings.add(
                    "A sentence did not end by itself and was ended after %s tokens of speech."
                            .formatted(uttered.steps()));
        }
    }

    /** Chunks that are faded into one another may pass full scale a little, where they are cut. */
    private void publish(float[] made) {
        if (made.length == 0) {
            return;
        }
        for (int i = 0; i < made.length; i++) {
            if (!Float.isFinite(made[i])) {
                throw new BrokenModelException(
                        "The model made a sound of what is not a number: weights in talker/ are"
                                + " damaged. Run `mingle inspect` on it, or fetch it again.");
            }
            made[i] = Math.max(-1, Math.min(1, made[i]));
        }
        if (first == 0) {
            first = System.nanoTime();
        }
        samples += made.length;
        channel.publish(new SpeechChunk(rate(), made, sentences));
    }
}
