package io.mingle.trainer.internal.learn;

import io.mingle.api.training.Adjustments;
import io.mingle.model.ConfigSection;
import io.mingle.nn.Body;
import io.mingle.nn.Kernels;
import io.mingle.nn.Method;
import io.mingle.nn.Methods;
import io.mingle.nn.Parameter;
import io.mingle.nn.Type;
import io.mingle.nn.Value;
import io.mingle.tensor.ProgramSource;
import io.mingle.trainer.Batch.Values;
import io.mingle.trainer.Objective;
import io.mingle.trainer.ParameterGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The program that trains: the networks that serve, heads, the losses of all objectives, and the
 * optimizer.
 *
 * <p>Its {@code forward} takes a list whose first tensor says what to do: {@link #UPDATE} one
 * lane's share of the weights with the sum of all lanes' gradients, {@link #CLEAR} those that are
 * waiting, or something with a batch of an objective, see {@link #what}.
 */
public final class TrainingProgram {

    static final long UPDATE = 0;
    static final long CLEAR = 1;

    /** What is done with a batch. */
    enum Deed {
        /** Adds its gradients to those that are waiting. */
        LEARN,
        /** Tells its losses and shares. */
        MEASURE,
        /** Tells the loss of each example. */
        EACH
    }

    private final DeclaredNetworks networks;
    private final List<ObjectiveMethods> objectives = new ArrayList<>();
    private final List<ParameterGroup> groups;

    /** The places of what learns. */
    private final List<Integer> learning;

    /**
     * Declares everything.
     *
     * @param config of the model
     */
    public TrainingProgram(
            List<Objective> objectives, ConfigSection config, Adjustments adjustments) {
        networks = new DeclaredNetworks(config, adjustments);
        for (Objective objective : objectives) {
            this.objectives.add(new ObjectiveMethods(networks.declare(objective)));
        }
        groups = networks.groups();
        learning =
                IntStream.range(0, groups.size())
                        .filter(place -> !groups.get(place).frozen())
                        .boxed()
                        .toList();
    }

    List<Parameter> parameters() {
        return networks.parameters();
    }

    /** Returns the parameters that a list of the state has something of, in its order. */
    List<Parameter> parameters(String list) {
        List<Parameter> all = parameters();
        return switch (list) {
            case Learner.WEIGHTS -> all;
            case Learner.AVERAGES -> averaged().stream().map(all::get).toList();
            default -> learning.stream().map(all::get).toList();
        };
    }

    /** Returns the places of the parameters that a running average is kept of. */
    List<Integer> averaged() {
        return learning.stream().filter(place -> groups.get(place).average() > 0).toList();
    }

    /** Returns the parameters of the network that one belongs to; of heads that one alone. */
    List<Parameter> network(Parameter parameter) {
        return networks.network(parameter);
    }

    /** Tells whether a parameter is needed for training alone. */
    boolean isHead(Parameter parameter) {
        return networks.isHead(parameter);
    }

    /** Returns the folders of the model that hold weights of networks. */
    Set<String> folders() {
        return networks.folders();
    }

    /** Tells whether a parameter is written into a folder of its own. */
    boolean isInFolder(Parameter parameter) {
        return folders().stream().anyMatch(it -> parameter.name().startsWith(it + "."));
    }

    /** Returns what is written with the weights and never changes. */
    Map<String, Values> tables() {
        return networks.tables();
    }

    /** Returns the number of a deed with a batch of an objective. */
    static long what(Deed deed, int objective) {
        return 2 + (long) objective * Deed.values().length + deed.ordinal();
    }

    ObjectiveMethods objective(int number) {
        return objectives.get(number);
    }

    ProgramSource source(Kernels kernels) {
        ProgramSource.Builder program =
                new ProgramSource.Builder("Training")
                        .subject("the training program")
                        .deed("forward", "Learning from a batch");
        kernels.addTo(program);
        Methods methods = new Methods(program, kernels);
        networks.addTo(methods);
        addIntegers(methods);
        addGradients(program);
        Map<Long, Method> deeds = new LinkedHashMap<>();
        Optimizer optimizer = new Optimizer(parameters(), groups, learning);
        deeds.put(UPDATE, optimizer.addTo(program, methods));
        for (int i = 0; i < objectives.size(); i++) {
            List<Integer> places = networks.learning(i);
            List<Integer> slots = places.stream().map(learning::indexOf).toList();
            List<Method> own =
                    objectives.get(i).addTo(methods.under("objective" + i + "_"), places, slots);
            for (Deed deed : Deed.values()) {
                deeds.put(what(deed, i), own.get(deed.ordinal()));
            }
        }
        methods.add("forward", body -> forward(body, deeds));
        return program.build();
    }

    private static void addIntegers(Methods methods) {
        methods.add(
                "integers",
                body -> {
                    Value x = body.tensor("x");
                    Value out = body.numbers();
                    body.loop(
                            body.call(Type.INT, "torch.numel", x),
                            i -> body.statement("%s.append(int(%s))", out, x.get(i)));
                    return out;
                });
    }

    /** Adds what the weights at {@code places} have as gradients to those in {@code slots}. */
    private static void addGradients(ProgramSource.Builder program) {
        program.tensors("g");
        program.method(
                "add_gradients",
                "loss: Tensor, places: List[int], slots: List[int]",
                "int",
                """
                own = annotate(List[Tensor], [])
                for i in range(len(places)):
                  own.append(self.w[places[i]])
                gradients = torch.grad([torch.sum(loss)], own, None, None, False, True)
                for i in range(len(slots)):
                  one = gradients[i]
                  if one is not None:
                    sum = torch.add_(self.g[slots[i]], one)
                return len(slots)
                """);
    }

    private static Value forward(Body body, Map<Long, Method> deeds) {
        Value inputs = body.parameter("inputs", Type.TENSORS);
        Value what = body.call(Type.INT, "int", inputs.get(0)).named("what");
        deeds.forEach(
                (number, method) ->
                        body.when(
                                body.expression(Type.BOOL, "%s == %s", what, number),
                                () -> body.statement("return %s", method.call(inputs))));
        body.loop(
                body.expression(Type.INT, "len(self.g)"),
                i -> body.expression(Type.TENSOR, "torch.zero_(self.g[%s])", i));
        return body.list();
    }
}
