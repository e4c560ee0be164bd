package io.mingle.audio.internal.recognition;

import io.mingle.api.error.CancelledException;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.TextPieces;
import io.mingle.api.event.TokenLogProbs;
import io.mingle.api.event.Usage;
import io.mingle.api.transcription.TranscriptionOptions;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.Constraint;
import io.mingle.api.understanding.FinishReason;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.audio.transcript.RecognitionPrompt;
import io.mingle.audio.transcript.SpokenAnswer;
import io.mingle.audio.transcript.SpokenLanguage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Asks the model about stretches of speech, one after the other, for one who produces a generation
 * and is cancelled with it.
 */
final class Ear {

    /** The published words for a translation, of which the first language is put in. */
    private static final String TRANSLATION =
            "Translate the %s phrase below into natural English. Return only the translation result"
                    + " without any explanations, prefixes, or formatting. Phrase to translate:%s";

    /** A stretch of speech takes seconds; hours mean that nobody will ever answer. */
    private static final Duration LONGEST = Duration.ofHours(1);

    /** So many tokens are enough for the fastest speech, letter by letter. */
    private static final int TOKENS_PER_SECOND = 30;

    private static final int MORE_TOKENS = 32;

    private static final String ANYTHING = "[^\\t]*";

    private final Hearing hearing;
    private final String name;
    private final TranscriptionOptions options;
    private final GenerationChannel<?> channel;
    private final Optional<String> language;
    private final String prompt;

    private volatile Generation<Answer> current;
    private int promptTokens;
    private int completionTokens;
    private final Map<String, Duration> timings = new LinkedHashMap<>();

    Ear(Hearing hearing, String name, TranscriptionOptions options, GenerationChannel<?> channel) {
        this.hearing = hearing;
        this.name = name;
        this.options = options;
        this.channel = channel;
        language = options.language().map(SpokenLanguage::name);
        prompt = RecognitionPrompt.of(language, options.hints());
        channel.onCancel(this::cancelCurrent);
    }

    private void cancelCurrent() {
        Generation<Answer> its = current;
        if (its != null) {
            its.cancel();
        }
    }

    /**
     * Writes down a stretch of speech.
     *
     * @param known what it begins with, if that has been told before
     * @param told takes what was said, piece by piece, what is known included
     */
    Said hear(Piece piece, Optional<Said> known, Consumer<String> told) {
        SpokenAnswer spoken = new SpokenAnswer();
        GenerationOptions asked = options(piece, known).withLogprobs(0);
        Answer answer =
                await(
                        () -> hearing.hear(piece.sound(), name, prompt, asked),
                        more -> told.accept(spoken.add(more)));
        told.accept(spoken.end());
        return new Said(
                spoken.language().isEmpty() ? language.orElse("") : spoken.language(),
                spoken.text(),
                logprob(answer),
                answer.reason() != FinishReason.LENGTH);
    }

    /** Says in English what was said. */
    String translate(Said said, Consumer<String> told) {
        SpokenAnswer translated = new SpokenAnswer();
        String question = TRANSLATION.formatted(said.language(), said.text());
        await(
                () -> hearing.ask(question.replaceAll(" +", " "), options.generation()),
                more -> told.accept(translated.add(more)));
        told.accept(translated.end());
        return translated.text();
    }

    private GenerationOptions options(Piece piece, Optional<Said> known) {
        GenerationOptions generation = options.generation();
        long enough = MORE_TOKENS + Math.round(TOKENS_PER_SECOND * piece.seconds());
        generation = generation.withMaxTokens((int) Math.min(enough, generation.maxTokens()));
        if (known.isPresent()) {
            String label = known.get().language();
            String begins = (label.isEmpty() ? "" : label + "\t") + known.get().text();
            return generation.withConstraint(new Constraint.Regex(Literal.of(begins) + ANYTHING));
        }
        Optional<String> label =
                language.filter(SpokenLanguage::isLabel)
                        .filter(it -> options.hints().dialect().isEmpty());
        return label.isEmpty()
                ? generation
                : generation.withConstraint(
                        new Constraint.Regex(Literal.of(label.get() + "\t") + ANYTHING));
    }

    private Answer await(Supplier<Generation<Answer>> question, Consumer<String> text) {
        channel.throwIfCancelled();
        Generation<Answer> answer = question.get();
        current = answer;
        if (channel.isCancelled()) {
            answer.cancel();
        }
        try {
            Finished<Answer> finished = TextPieces.join(answer, text, LONGEST);
            count(finished.usage());
            return finished.result();
        } catch (CancelledException e) {
            channel.throwIfCancelled();
            throw e;
        }
    }

    private static OptionalDouble logprob(Answer answer) {
        return answer.logprobs().stream()
                .map(TokenLogProbs::token)
                .mapToDouble(it -> it.logProbability())
                .average();
    }

    private void count(Usage usage) {
        promptTokens = Math.addExact(promptTokens, usage.promptTokens());
        completionTokens = Math.addExact(completionTokens, usage.completionTokens());
        usage.timings().forEach((part, took) -> timings.merge(part, took, Duration::plus));
    }

    /**
     * Returns what all answers took together.
     *
     * @param heard how long the recording lasts
     */
    Usage usage(Duration heard) {
        return new Usage(promptTokens, completionTokens, timings, heard);
    }
}
