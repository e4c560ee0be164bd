package io.mingle.host.batch;

import io.mingle.api.conversation.Conversation;
import io.mingle.api.event.Finished;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.json.MediaPaths;
import java.util.function.UnaryOperator;

/** Does what the lines of a batch ask for, one after the other. */
public interface BatchAnswers {

    /**
     * Answers, and waits until that is complete.
     *
     * @param conversation the question of a line
     * @param options makes those of the line of those of all lines; may refuse
     * @return the answer
     * @throws io.mingle.api.error.MingleException if there is none
     */
    Finished<Answer> ask(Conversation conversation, UnaryOperator<GenerationOptions> options);

    /**
     * Calls a skill, and waits until that is complete.
     *
     * @param skill its name
     * @param arguments a JSON object
     * @param paths finds the files that it names
     * @param options makes those of the line of those of all lines; may refuse
     * @return the result
     * @throws io.mingle.api.error.MingleException if there is none
     */
    Finished<SkillResult> invoke(
            String skill,
            String arguments,
            MediaPaths paths,
            UnaryOperator<GenerationOptions> options);
}
