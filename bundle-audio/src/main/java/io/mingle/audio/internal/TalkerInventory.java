package io.mingle.audio.internal;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.graph.GraphRuntime;
import io.mingle.api.model.GraphReport;
import io.mingle.audio.detokenizer.Detokenizer;
import io.mingle.audio.detokenizer.FlowConfig;
import io.mingle.audio.detokenizer.FlowNetwork;
import io.mingle.audio.detokenizer.VocoderConfig;
import io.mingle.audio.detokenizer.VocoderNetwork;
import io.mingle.audio.internal.speech.TalkerFolder;
import io.mingle.audio.talker.Talker;
import io.mingle.audio.talker.TalkerNetwork;
import io.mingle.inventory.Submodel;
import io.mingle.inventory.TensorInventory;
import io.mingle.model.ModelFolder;
import io.mingle.model.SafetensorsIndex;
import io.mingle.model.TalkerConfig;
import io.mingle.nn.Parameters;
import io.mingle.nn.Scope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The talker, its flow, its vocoder, and the graphs that listen to voices. The talker is looked for
 * where the main shards have some of it, or its own folder has: a model without is whole, too, and
 * understands without speaking.
 */
@Component
public final class TalkerInventory implements TensorInventory {

    private static final String PART = "talker";
    private static final String PREFIX = Talker.PREFIX + ".";
    private static final String FLOW = PART + "/" + Detokenizer.FLOW;
    private static final String VOCODER = PART + "/" + Detokenizer.VOCODER;

    /** Looks graphs through, where it is installed. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile GraphRuntime graphs;

    @Override
    public List<Submodel> submodels(ModelFolder folder) {
        boolean stored =
                folder.weights().tensors().keySet().stream()
                        .anyMatch(name -> name.startsWith(PREFIX));
        return stored ? talker(folder, PREFIX).stream().toList() : List.of();
    }

    @Override
    public Optional<Submodel> part(ModelFolder folder, String part, SafetensorsIndex stored) {
        return switch (part) {
            case PART -> talker(folder, "");
            case FLOW -> Optional.of(flow(folder, stored));
            case VOCODER -> Optional.of(vocoder(folder, stored));
            default -> Optional.empty();
        };
    }

    @Override
    public List<GraphReport> graphs(ModelFolder folder) {
        return TalkerFolder.GRAPHS.stream()
                .map(name -> folder.directory().resolve(PART).resolve(name))
                .filter(Files::isRegularFile)
                .map(this::graph)
                .toList();
    }

    private GraphReport graph(Path file) {
        GraphRuntime runtime = graphs;
        Optional<String> damage = Optional.empty();
        try {
            if (runtime != null) {
                runtime.check(file);
            }
        } catch (BrokenModelException e) {
            damage = Optional.of(e.getMessage());
        }
        String name = PART + "/" + file.getFileName();
        return new GraphReport(name, file.toFile().length(), runtime != null, damage);
    }

    private static Optional<Submodel> talker(ModelFolder folder, String prefix) {
        return folder.submodel(PART)
                .map(own -> TalkerConfig.read(folder.config(), own.config()))
                .map(config -> talker(config, prefix));
    }

    private static Submodel talker(TalkerConfig config, String prefix) {
        Parameters parameters = new Parameters();
        Scope scope = parameters.scope();
        new TalkerNetwork(config, 0, prefix.isEmpty() ? scope : scope.at(Talker.PREFIX));
        return Submodel.of("talker", prefix, parameters);
    }

    private static Submodel flow(ModelFolder folder, SafetensorsIndex stored) {
        Parameters parameters = new Parameters();
        FlowConfig config =
                FlowConfig.read(Detokenizer.options(folder.directory().resolve(FLOW)), stored);
        new FlowNetwork(config, parameters.scope());
        return Submodel.of("talker flow", "", parameters);
    }

    private static Submodel vocoder(ModelFolder folder, SafetensorsIndex stored) {
        Parameters parameters = new Parameters();
        VocoderConfig config =
                VocoderConfig.read(
                        Detokenizer.options(folder.directory().resolve(VOCODER)), stored);
        new VocoderNetwork(config, parameters.scope());
        return Submodel.of("talker vocoder", "", parameters);
    }
}
