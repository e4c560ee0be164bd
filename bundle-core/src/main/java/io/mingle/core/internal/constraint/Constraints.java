package io.mingle.core.internal.constraint;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.understanding.Constraint;
import io.mingle.core.internal.sampling.TokenConstraint;
import io.mingle.thinker.tokenizer.Tokenizer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads constraints for a vocabulary. The last ones are kept with all that was found out about
 * them: many questions come with the same.
 *
 * <p>{@link #begin} may be called by any thread; what it returns is for the device's thread alone,
 * because constraints share what is kept.
 */
public final class Constraints {

    private static final int KEPT = 4;

    /** The most that reading a constraint may take. */
    private static final long OPERATIONS = 2_000_000;

    private final Tokenizer tokenizer;
    private final int end;
    private final Map<Constraint, Grammar> grammars =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Constraint, Grammar> eldest) {
                    return size() > KEPT;
                }
            };
    private VocabularyTrie vocabulary;

    /**
     * @param tokenizer stays open as long as this is in use
     * @param end the token that ends an answer
     */
    public Constraints(Tokenizer tokenizer, int end) {
        this.tokenizer = tokenizer;
        this.end = end;
    }

    /**
     * Begins an answer that has to fulfil a constraint.
     *
     * @throws InvalidRequestException if the constraint cannot be understood, is not supported, or
     *     nothing fulfils it
     */
    public synchronized TokenConstraint begin(Constraint constraint) {
        Grammar grammar = grammars.get(constraint);
        if (grammar == null) {
            grammar = read(constraint);
            grammars.put(constraint, grammar);
        }
        return new GrammarConstraint(grammar, tokenizer, end);
    }

    private Grammar read(Constraint constraint) {
        if (vocabulary == null) {
            vocabulary = new VocabularyTrie(tokenizer, end);
        }
        Languages languages = new Languages(vocabulary.alphabet());
        languages.allow(OPERATIONS);
        Language start = read(languages, constraint);
        if (start == languages.never()) {
            throw new InvalidRequestException(
                    "Nothing fulfils the constraint, at least nothing that this model's vocabulary"
                            + " can write. Change the constraint.");
        }
        return new Grammar(languages, start, vocabulary, end);
    }

    private Language read(Languages languages, Constraint constraint) {
        if (constraint instanceof Constraint.Regex regex) {
            return RegexReader.whole(languages, regex.pattern());
        }
        if (constraint instanceof Constraint.Tagged tagged) {
            Language calls = calls(languages, tagged);
            return tagged.otherwise().map(it -> either(languages, it, tagged, calls)).orElse(calls);
        }
        return new SchemaReader(languages).read(((Constraint.JsonSchema) constraint).text());
    }

    private static Language calls(Languages languages, Constraint.Tagged tagged) {
        Language call =
                languages.then(
                        languages.text(tagged.open()),
                        new SchemaReader(languages).read(tagged.schema()),
                        languages.text(tagged.close()));
        Language next = languages.then(languages.text("\n"), call);
        return languages.then(call, languages.times(next, 0, tagged.most() - 1));
    }

    /** An intersection with JSON may not end; with what an expression matches it does. */
    private Language either(
            Languages languages, Constraint otherwise, Constraint.Tagged tagged, Language calls) {
        Language other = read(languages, otherwise);
        if (!(otherwise instanceof Constraint.Regex)) {
            return languages.or(other, calls);
        }
        Language any =
                languages.times(languages.bytes(vocabulary.alphabet()), 0, Languages.UNBOUNDED);
        Language open = languages.then(any, languages.text(tagged.open()), any);
        Language words = languages.and(other, languages.not(open));
        return languages.or(languages.then(words, languages.optional(calls)), calls);
    }
}
