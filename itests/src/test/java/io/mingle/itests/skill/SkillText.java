package io.mingle.itests.skill;

import io.mingle.api.event.Finished;
import io.mingle.api.skill.SkillResult;

/** What a skill said whose results are texts. */
public final class SkillText {

    private SkillText() {}

    /**
     * Returns the text of a result.
     *
     * @param finished of a skill with the output schema of a text
     * @return the text
     */
    public static String of(Finished<SkillResult> finished) {
        return (String) finished.result().values().get("text");
    }
}
