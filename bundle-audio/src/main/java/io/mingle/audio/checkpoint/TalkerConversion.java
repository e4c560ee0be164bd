package io.mingle.audio.checkpoint;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.UnwritableOutputException;
import io.mingle.api.model.SubmodelReport;
import io.mingle.audio.detokenizer.Detokenizer;
import io.mingle.audio.detokenizer.FlowConfig;
import io.mingle.audio.detokenizer.FlowNetwork;
import io.mingle.audio.detokenizer.VocoderConfig;
import io.mingle.audio.detokenizer.VocoderNetwork;
import io.mingle.inventory.Submodel;
import io.mingle.inventory.SubmodelCheck;
import io.mingle.model.ConfigSection;
import io.mingle.model.SafetensorsIndex;
import io.mingle.model.SafetensorsWriter;
import io.mingle.model.TensorSpec;
import io.mingle.nn.Parameters;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes what the published talker keeps in files of PyTorch as safetensors: the flow ({@code
 * flow_stream.pt}, {@code flow.pt}), the vocoder ({@code hift_v2.pt}, {@code hift.pt}) and voices
 * ({@code luna_v2.pt}, {@code eng_v2.pt}).
 */
public final class TalkerConversion {

    private static final int PIECE = 1 << 20;

    /** A prefix of the vocoder's training, wherever it stands. */
    private static final String TRAINED = "generator.";

    /**
     * What was written.
     *
     * @param part {@code flow}, {@code vocoder}, or {@code voice} and its name
     * @param file the new file
     */
    public record Converted(String part, Path file, int tensors, long bytes) {}

    private TalkerConversion() {}

    /**
     * Converts a file. What was there before stays until the new file is whole.
     *
     * @param source a file of PyTorch
     * @param talker the folder of the talker, in which a folder of the part is made
     * @throws BrokenModelException if the file is damaged, holds anything else than tensors, or
     *     those of another network
     * @throws UnwritableOutputException if the new file cannot be written
     */
    public static Converted convert(Path source, Path talker) {
        try (TorchFile file = TorchFile.open(source)) {
            if (VoiceConversion.isVoice(file)) {
                return VoiceConversion.convert(file, source, talker);
            }
            Map<String, TorchTensor> tensors = renamed(file.tensors());
            String part = part(source, tensors);
            Path folder = Files.createDirectories(talker.resolve(part));
            List<TensorSpec> specs = new ArrayList<>();
            tensors.forEach((name, it) -> specs.add(new TensorSpec(name, it.type(), it.shape())));
            check(part, Detokenizer.options(folder), SafetensorsIndex.announced(source, specs));
            Path target = folder.resolve(SafetensorsIndex.SINGLE_FILE);
            write(file, tensors, specs, target);
            return new Converted(part, target, tensors.size(), Files.size(target));
        } catch (IOException e) {
            throw new UnwritableOutputException(
                    "%s cannot be converted into %s: %s. Check the disk and the folder."
                            .formatted(source, talker, e.getMessage()),
                    e);
        }
    }

    private static Map<String, TorchTensor> renamed(Map<String, TorchTensor> tensors) {
        Map<String, TorchTensor> renamed = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> renamed.put(name.replace(TRAINED, ""), tensor));
        return renamed;
    }

    private static String part(Path source, Map<String, TorchTensor> tensors) {
        if (tensors.containsKey("decoder.estimator.final_proj.weight")) {
            return Detokenizer.FLOW;
        }
        if (tensors.containsKey("m_source.l_linear.weight")) {
            return Detokenizer.VOCODER;
        }
        throw new BrokenModelException(
                "%s has %s tensors, which are neither those of the talker's flow (decoder.estimator.…) nor of its vocoder (m_source.…), nor those of a voice (vp_emb). Name flow_stream.pt, flow.pt, hift_v2.pt, hift.pt or the file of a voice."
                        .formatted(source, tensors.size()));
    }

    private static void write(
            TorchFile file, Map<String, TorchTensor> tensors, List<TensorSpec> specs, Path target)
            throws IOException {
        try (SafetensorsWriter writer =
                new SafetensorsWriter(target, specs, Map.of("format", "pt"))) {
            byte[] piece = new byte[PIECE];
            for (TensorSpec spec : specs) {
                try (InputStream in = file.elements(tensors.get(spec.name()))) {
                    long left = spec.bytes();
                    while (left > 0) {
                        int count = in.readNBytes(piece, 0, (int) Math.min(left, PIECE));
                        if (count == 0) {
                            throw new IOException("the elements of " + spec.name() + " end");
                        }
                        writer.write(spec.name(), ByteBuffer.wrap(piece, 0, count));
                        left -= count;
                    }
                }
            }
            writer.commit();
        }
    }

    /** Insists on what the network needs, of the sizes that the shapes tell. */
    private static void check(String part, ConfigSection options, SafetensorsIndex index) {
        Parameters parameters = new Parameters();
        if (part.equals(Detokenizer.FLOW)) {
            new FlowNetwork(FlowConfig.read(options, index), parameters.scope());
        } else {
            new VocoderNetwork(VocoderConfig.read(options, index), parameters.scope());
        }
        SubmodelReport report =
                SubmodelCheck.of(Submodel.of(part, "", parameters), index, Set.of());
        if (!report.complete()) {
            throw new BrokenModelException(
                    "The file has not all tensors of the talker's %s, or others. Missing: %s. Of another shape: %s. Unknown: %s. Fetch it again."
                            .formatted(
                                    part,
                                    report.missing(),
                                    report.misshapen(),
                                    report.unexpected()));
        }
    }
}
