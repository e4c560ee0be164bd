package io.mingle.gen.network;

import io.mingle.api.error.BrokenModelException;
import io.mingle.model.ConfigSection;
import io.mingle.model.ModelFolder;
import io.mingle.model.Qwen2Config;
import io.mingle.model.SubmodelFolder;
import java.util.List;
import java.util.Optional;

/**
 * What leads from the states of the thinker to the condition of the transformer: {@code
 * connector/config.json}, and what the networks at both ends say.
 *
 * <p>What the published code fixes can be said otherwise in the section {@code mingle} of that
 * file: {@code query_sides} (4, 8 and 16) and {@code adapter_size} (2048).
 *
 * @param hiddenSize length of a state of the thinker
 * @param connector the layers between the projections
 * @param querySides sides of the squares of query tokens, in their order; the last ones' states
 *     become the condition
 * @param adapterSize length between the two products of the adapter
 * @param jointAttentionDim length of a token of the condition
 * @param pooledProjectionDim length of the pooled condition
 */
public record ConditionConfig(
        int hiddenSize,
        Qwen2Config connector,
        List<Integer> querySides,
        int adapterSize,
        int jointAttentionDim,
        int pooledProjectionDim) {

    private static final String FOLDER = "connector";
    private static final List<Integer> PUBLISHED_SIDES = List.of(4, 8, 16);
    private static final int PUBLISHED_ADAPTER = 2048;
    private static final int MAX_SIDE = 64;
    private static final int MAX_BLOCKS = 16;
    private static final String OWN = "mingle";
    private static final String SIDES = "query_sides";

    /** Takes an unmodifiable copy. */
    public ConditionConfig {
        querySides = List.copyOf(querySides);
    }

    /**
     * Reads and checks the configuration of a model.
     *
     * @return nothing if the model has no connector or no transformer, or one of another kind
     * @throws BrokenModelException naming the key, what was found and what was expected
     */
    public static Optional<ConditionConfig> of(ModelFolder model) {
        return file(model)
                .flatMap(
                        it ->
                                DiffusionConfig.of(model)
                                        .map(on -> read(it, model.decoder().hiddenSize(), on)));
    }

    /**
     * Reads and checks the configuration of a model's connector alone.
     *
     * @return nothing if the model has no connector, or one of another kind
     * @throws BrokenModelException naming the key, what was found and what was expected
     */
    public static Optional<Qwen2Config> connector(ModelFolder model) {
        return file(model).map(Qwen2Config::read);
    }

    private static Optional<ConfigSection> file(ModelFolder model) {
        return model.submodel(FOLDER)
                .map(SubmodelFolder::config)
                .filter(it -> it.text("model_type", "").equals("qwen2"));
    }

    /**
     * Reads and checks a configuration.
     *
     * @param it all of the connector's file
     * @param hidden length of a state of the thinker
     * @param transformer that gets the condition
     * @throws BrokenModelException naming the key, what was found and what was expected
     */
    public static ConditionConfig read(ConfigSection it, int hidden, DiffusionConfig transformer) {
        ConfigSection own = it.has(OWN) ? it.section(OWN) : ConfigSection.parse("{}", OWN);
        List<Integer> sides = own.has(SIDES) ? own.wholes(SIDES, 1, MAX_SIDE) : PUBLISHED_SIDES;
        if (sides.isEmpty()
                || sides.size() > MAX_BLOCKS
                || sides.stream().distinct().count() < sides.size()) {
            throw own.wrong(SIDES, "a list of 1 to " + MAX_BLOCKS + " different numbers");
        }
        return new ConditionConfig(
                hidden,
                Qwen2Config.read(it),
                sides,
                own.whole("adapter_size", 1, ConfigSection.MAX_SIZE, PUBLISHED_ADAPTER),
                transformer.jointAttentionDim(),
                transformer.pooledProjectionDim());
    }

    /** Returns how many query tokens there are in all. */
    public int queryTokens() {
        return querySides.stream().mapToInt(side -> side * side).sum();
    }

    /** Returns how many tokens a condition has. */
    public int conditionTokens() {
        int side = querySides.get(querySides.size() - 1);
        return side * side;
    }
}
