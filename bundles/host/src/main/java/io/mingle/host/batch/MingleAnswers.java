package io.mingle.host.batch;

import io.mingle.api.conversation.Conversation;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.host.Mingle;
import io.mingle.json.MediaPaths;
import io.mingle.json.SkillJson;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Answers with a model, and calls the skills that run beside it. May be used by several threads.
 *
 * @param mingle running
 * @param options of all lines
 * @param patience waits for what has begun
 */
public record MingleAnswers(Mingle mingle, GenerationOptions options, Patience patience)
        implements BatchAnswers {

    private static final Duration FOREVER = Duration.ofDays(365);

    /** Begins something, and waits for its end. */
    public interface Patience {

        /** Until it ends or the thread is interrupted. */
        Patience FOR_EVER =
                new Patience() {
                    @Override
                    public <R> Finished<R> await(Supplier<Generation<R>> call) {
                        return call.get().join(FOREVER);
                    }
                };

        /**
         * Waits.
         *
         * @param call begins it
         * @param <R> the kind of result
         * @return the whole result
         * @throws io.mingle.api.error.MingleException if there is none
         */
        <R> Finished<R> await(Supplier<Generation<R>> call);
    }

    @Override
    public Finished<Answer> ask(Conversation conversation, UnaryOperator<GenerationOptions> own) {
        GenerationOptions all = own.apply(options);
        return patience.await(() -> mingle.ask(conversation, all));
    }

    @Override
    public Finished<SkillResult> invoke(
            String skill,
            String arguments,
            MediaPaths paths,
            UnaryOperator<GenerationOptions> own) {
        GenerationOptions all = own.apply(options);
        return patience.await(
                () -> {
                    SkillDescription description = mingle.skill(skill);
                    check(description, all);
                    return mingle.invoke(
                            skill,
                            new SkillRequest(
                                    SkillJson.arguments(description, arguments, paths), all));
                });
    }

    /**
     * Refuses options that would have no effect.
     *
     * @param skill what is called
     * @param options of the call
     * @throws InvalidRequestException if they are about the text of a skill that writes none
     */
    public static void check(SkillDescription skill, GenerationOptions options) {
        if ((options.constraint().isPresent() || !options.stop().isEmpty())
                && !SkillJson.writesText(skill)) {
            throw new InvalidRequestException(
                    "The skill %s writes no text, and a JSON schema, a regular expression or a stop text is about one. Leave it out."
                            .formatted(skill.name()));
        }
    }
}
