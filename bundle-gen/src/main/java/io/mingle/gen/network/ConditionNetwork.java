package io.mingle.gen.network;

import io.mingle.nn.Body;
import io.mingle.nn.Methods;
import io.mingle.nn.Role;
import io.mingle.nn.Scope;
import io.mingle.nn.Value;
import io.mingle.nn.Weight;
import io.mingle.nn.layer.Linear;
import io.mingle.nn.qwen2.Qwen2Stack;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a condition of what the thinker's states at query tokens say (spec of the published model,
 * image generation, section 2). {@code H} is the thinker's hidden size, {@code Q} the number of all
 * query tokens, {@code T} that of the last square, {@code J} the length of a token of the
 * condition, {@code P} that of the pooled one.
 *
 * <p>It adds to a program
 *
 * <ul>
 *   <li>{@code queries() → List[Tensor]}: of each square its query tokens [side², H], in order, as
 *       {@link io.mingle.thinker.HiddenStates#ofQueries} takes them;
 *   <li>{@code condition(states [Q, H]) → ([1, T, J], [1, P])}: the condition that the states at
 *       all query tokens, after the thinker's last norm, come to;
 *   <li>{@code no_condition() → ([1, T, J], [1, P])}: the condition that says nothing, which does
 *       not depend on anything.
 * </ul>
 *
 * <p>Its parameters are those of two folders: {@code query_tokens_dict}, {@code proj_in}, {@code
 * proj_out} and {@code mlp} of {@code mlp/}, and {@code model} of {@code connector/}.
 */
public final class ConditionNetwork {

    private static final double SHORTEST = 1e-12;

    private final ConditionConfig config;
    private final List<Weight> queries = new ArrayList<>();
    private final Linear enter;
    private final Qwen2Stack connector;
    private final Linear leave;
    private final Adapter adapter;

    /**
     * Declares the parameters.
     *
     * @param projections in which those of {@code mlp/} are
     * @param connecting in which those of {@code connector/} are; may be the same
     */
    public ConditionNetwork(ConditionConfig config, Scope projections, Scope connecting) {
        this.config = config;
        int hidden = config.hiddenSize();
        int between = config.connector().hiddenSize();
        Scope tokens = projections.at("query_tokens_dict");
        for (int side : config.querySides()) {
            queries.add(
                    tokens.weight(side + "x" + side, Role.EMBEDDING, (long) side * side, hidden));
        }
        enter = Linear.biased(projections.at("proj_in"), hidden, between);
        connector = new Qwen2Stack(config.connector(), connecting.at("model"));
        leave = Linear.biased(projections.at("proj_out"), between, hidden);
        adapter = new Adapter(config, projections.at("mlp"));
    }

    /** Writes the query tokens, of each square [side², H], in the type of the thinker's states. */
    public List<Value> queries(Body body) {
        return queries.stream()
                .map(it -> body.call("torch.to", it, body.precision().residual()))
                .toList();
    }

    /**
     * Writes the condition that states come to.
     *
     * @param states at all query tokens [batch, Q, H], after the thinker's last norm
     */
    public Condition condition(Value states) {
        return adapter.apply(connect(states));
    }

    /**
     * Writes what leaves the connector.
     *
     * @param states at all query tokens [batch, Q, H]
     * @return unit vectors of the last square [batch, T, H]
     */
    public Value connect(Value states) {
        int tokens = config.conditionTokens();
        Value last = states.narrow(1, config.queryTokens() - tokens, tokens);
        Value x = enter.apply(last).to(states.body().precision().residual());
        Value places = states.body().call("torch.arange", tokens).named("places");
        return unit(leave.apply(connector.encode(x, connector.turns(places))));
    }

    private static Value unit(Value x) {
        Value length = x.call("torch.norm", 2, List.of(-1), true);
        return x.over(length.call("torch.clamp_min", SHORTEST));
    }

    /** Returns what makes the condition of what leaves the connector. */
    public Adapter adapter() {
        return adapter;
    }

    /** Writes the condition that says nothing, [1, T, J] and [1, P]. */
    public Condition none(Body body) {
        List<Integer> shape = List.of(1, config.conditionTokens(), config.hiddenSize());
        return adapter.apply(body.call("torch.zeros", shape, "dtype=6"));
    }

    /** Adds its methods to a program. */
    public void addTo(Methods methods) {
        methods.add("queries", body -> body.list(queries(body).toArray(Value[]::new)));
        methods.add(
                "condition",
                body -> {
                    Condition made = condition(body.tensor("states").unsqueeze(0));
                    return body.tuple(made.tokens(), made.pooled());
                });
        methods.add(
                "no_condition",
                body -> {
                    Condition made = none(body);
                    return body.tuple(made.tokens(), made.pooled());
                });
    }
}
