package io.mingle.itests.skill;

import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.tensor.DataType;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A skill that takes memory of the device, 4 MB after 4 MB, and gives none of it back. The
 * component of {@link SkillBundle#greedy}.
 */
public final class GreedySkill implements Skill {

    /** More than any limit that a test sets, so that it ends where no limit holds. */
    private static final int MOST = 1_000;

    private static final int FLOATS = 1_000_000;

    private final List<Tensor> taken = new ArrayList<>();
    private TensorRuntime runtime;

    /** Creates the skill; called by Declarative Services. */
    public GreedySkill() {}

    /**
     * Takes what memory comes from; called by Declarative Services.
     *
     * @param runtime this bundle's own
     */
    public void setRuntime(TensorRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public SkillDescription description() {
        String anything = "{\"type\":\"object\"}";
        return new SkillDescription("greedy", "1.0.0", "Takes memory.", anything, anything);
    }

    @Override
    public Generation<SkillResult> invoke(SkillRequest request) {
        return GenerationChannel.produce(
                "greedy",
                channel -> {
                    for (int i = 0; i < MOST; i++) {
                        taken.add(runtime.zeros("scratch", DataType.FLOAT32, FLOATS));
                    }
                    return new SkillResult(Map.of("taken", MOST));
                });
    }
}
