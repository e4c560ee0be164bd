package io.mingle.trainer.internal.learn;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.training.Adjustments;
import io.mingle.model.ConfigSection;
import io.mingle.nn.Methods;
import io.mingle.nn.Parameter;
import io.mingle.nn.Parameters;
import io.mingle.nn.Scope;
import io.mingle.trainer.Batch.Values;
import io.mingle.trainer.Loss;
import io.mingle.trainer.Network;
import io.mingle.trainer.Networks;
import io.mingle.trainer.Objective;
import io.mingle.trainer.ParameterGroup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The networks and heads of several objectives in one list of parameters, and how each learns. */
final class DeclaredNetworks implements Networks {

    /**
     * A network, and the places of its parameters.
     *
     * @param end the place behind the last
     */
    private record Declared<N>(Network<N> kind, N network, int start, int end) {

        void addTo(Methods methods) {
            kind.addTo(network, methods);
        }
    }

    private final ConfigSection config;
    private final Adjustments adjustments;
    private final Parameters parameters = new Parameters();
    private final Map<String, Declared<?>> networks = new LinkedHashMap<>();

    /** The names of the parameters of networks; all others are of heads. */
    private final Set<String> published = new HashSet<>();

    /** For each objective how the parameters at their places learn from it. */
    private final List<Map<Integer, ParameterGroup>> groups = new ArrayList<>();

    DeclaredNetworks(ConfigSection config, Adjustments adjustments) {
        this.config = config;
        this.adjustments = adjustments;
    }

    /** Lets the next objective declare what it uses. */
    Loss declare(Objective objective) {
        Map<Integer, ParameterGroup> own = new TreeMap<>();
        groups.add(own);
        int start = parameters.list().size();
        Loss loss = objective.declare(this);
        List<Parameter> all = parameters.list();
        for (int place = start; place < all.size(); place++) {
            if (isHead(all.get(place))) {
                own.put(place, ParameterGroup.LEARNING);
            }
        }
        return loss;
    }

    @Override
    public ConfigSection config() {
        return config;
    }

    @Override
    public <N> N use(Network<N> kind, Function<Parameter, ParameterGroup> learning) {
        Declared<?> known = networks.get(kind.name());
        if (known == null) {
            int start = parameters.list().size();
            N network = kind.declare(config, parameters.scope());
            known = new Declared<>(kind, network, start, parameters.list().size());
            networks.put(kind.name(), known);
            published.addAll(parameters.names().subList(known.start(), known.end()));
        }
        List<Parameter> all = parameters.list();
        for (int place = known.start(); place < known.end(); place++) {
            ParameterGroup group = learning.apply(all.get(place));
            groups.get(groups.size() - 1).put(place, adjusted(kind.name(), group));
        }
        @SuppressWarnings("unchecked") // kinds of one name make one network
        N network = (N) known.network();
        return network;
    }

    private ParameterGroup adjusted(String network, ParameterGroup group) {
        if (group.frozen() || adjustments.frozen().contains(network)) {
            return ParameterGroup.FROZEN;
        }
        ParameterGroup own = group.withRate(adjustments.rates().getOrDefault(network, 1.0));
        return own.average() == 0 ? own.withAverage(adjustments.average()) : own;
    }

    @Override
    public Scope head(String name) {
        return parameters.scope().at(name);
    }

    /** Tells whether a parameter is needed for training alone. */
    boolean isHead(Parameter parameter) {
        return !published.contains(parameter.name());
    }

    List<Parameter> parameters() {
        return parameters.list();
    }

    /** Returns the parameters of the network that one belongs to; of heads that one alone. */
    List<Parameter> network(Parameter parameter) {
        List<Parameter> all = parameters.list();
        return networks.values().stream()
                .map(network -> all.subList(network.start(), network.end()))
                .filter(own -> own.contains(parameter))
                .findFirst()
                .orElse(List.of(parameter));
    }

    /** Returns the folders of the model that hold weights of networks. */
    Set<String> folders() {
        return networks.values().stream()
                .flatMap(network -> network.kind().folders().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns what is written with the weights and never changes. */
    Map<String, Values> tables() {
        Map<String, Values> tables = new TreeMap<>();
        networks.values().forEach(network -> tables.putAll(network.kind().tables(config)));
        return tables;
    }

    void addTo(Methods methods) {
        networks.values().forEach(network -> network.addTo(methods));
    }

    /**
     * Returns how each parameter learns: as the objectives say that it learns from.
     *
     * @throws InvalidRequestException if they do not agree, a network was adjusted that is not
     *     there, or nothing learns from one of them
     */
    List<ParameterGroup> groups() {
        Set<String> adjusted = new TreeSet<>(adjustments.frozen());
        adjusted.addAll(adjustments.rates().keySet());
        adjusted.removeAll(networks.keySet());
        if (!adjusted.isEmpty()) {
            throw new InvalidRequestException(
                    "The network '%s' was named, and what is trained here are %s. Name one of these."
                            .formatted(
                                    String.join("', '", adjusted),
                                    String.join(" and ", networks.keySet())));
        }
        if (IntStream.range(0, groups.size()).anyMatch(it -> learning(it).isEmpty())) {
            throw new InvalidRequestException(
                    "An objective was to be learnt by, and all that it uses of %s is frozen, so that nothing would learn from it. Name fewer networks with --freeze, or let the objective use one that learns."
                            .formatted(String.join(" and ", networks.keySet())));
        }
        return IntStream.range(0, parameters.list().size()).mapToObj(this::group).toList();
    }

    private ParameterGroup group(int place) {
        List<ParameterGroup> learning =
                groups.stream()
                        .map(own -> own.getOrDefault(place, ParameterGroup.FROZEN))
                        .filter(group -> !group.frozen())
                        .distinct()
                        .toList();
        if (learning.size() > 1) {
            throw new InvalidRequestException(
                    "The tasks do not agree how %s learns: %s. Train them one after the other."
                            .formatted(parameters.list().get(place).name(), learning));
        }
        return learning.isEmpty() ? ParameterGroup.FROZEN : learning.get(0);
    }

    /** Returns the places of what learns from an objective. */
    List<Integer> learning(int objective) {
        return groups.get(objective).entrySet().stream()
                .filter(it -> !it.getValue().frozen())
                .map(Map.Entry::getKey)
                .toList();
    }
}
