package io.mingle.gen.internal.parity;

import io.mingle.gen.network.ConditionConfig;
import io.mingle.gen.network.ConditionNetwork;
import io.mingle.gen.network.DiffusionConfig;
import io.mingle.model.ConfigSection;
import io.mingle.nn.Precision;
import io.mingle.parity.Stages;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import java.util.Arrays;
import java.util.List;

/** The way from the thinker's states to the condition. */
final class ReferenceCondition extends ReferenceProgram {

    ReferenceCondition(TensorRuntime runtime, String name, Precision precision) {
        super(runtime, name);
        ConfigSection json = folder().config();
        ConditionConfig config =
                ConditionConfig.read(
                        json,
                        json.whole("hidden_of_thinker", 1, ConfigSection.MAX_SIZE),
                        DiffusionConfig.read(json.section("transformer")));
        load(
                precision,
                (scope, methods) -> {
                    ConditionNetwork network = new ConditionNetwork(config, scope, scope);
                    network.addTo(methods);
                    methods.add("connect", body -> network.connect(body.tensor("states")));
                });
    }

    static void compare(ReferenceCondition network, Stages stages) {
        Tensor states = network.given(stages.input() + ".states.in");
        stages.compare("connector", "connected", network.floats(network.run("connect", states)));
        Tensor rows = network.of(states.floats(), states.shape()[1], states.shape()[2]);
        List<Tensor> made = network.runAll("condition", rows);
        network.compareTokens(stages, "condition", "tokens", made.get(0));
        stages.compare("pooled condition", "pooled", network.floats(made.get(1)));
        List<Tensor> none = network.runAll("no_condition");
        network.compareTokens(stages, "no condition", "none.tokens", none.get(0));
        stages.compare("no pooled condition", "none.pooled", network.floats(none.get(1)));
    }

    /** Compares the first tokens, as many as the reference noted. */
    private void compareTokens(Stages stages, String stage, String what, Tensor found) {
        int noted = values().floats(stages.input() + "." + what).length;
        stages.compare(stage, what, Arrays.copyOf(floats(found), noted));
    }
}
