package io.mingle.gen.internal;

import io.mingle.gen.network.Autoencoder;
import io.mingle.gen.network.AutoencoderConfig;
import io.mingle.gen.network.ConditionConfig;
import io.mingle.gen.network.ConditionNetwork;
import io.mingle.gen.network.DiffusionConfig;
import io.mingle.gen.network.DiffusionTransformer;
import io.mingle.gen.network.PositionTable;
import io.mingle.model.ConfigSection;
import io.mingle.nn.Parameter;
import io.mingle.nn.Parameters;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A generator as large as the published one, by all that is known of it, on files that have a
 * header and, after it, nothing but a length: zeros that no disk holds.
 */
public final class SparseGenerator {

    /** The thinker's hidden size. */
    public static final int HIDDEN = 2048;

    private SparseGenerator() {}

    /** Adds its folders to that of a model. */
    public static void write(Path model) throws IOException {
        String transformer = copy("transformer", model);
        DiffusionConfig config = DiffusionConfig.read(ConfigSection.parse(transformer, "config"));
        Parameters parameters = new Parameters();
        new DiffusionTransformer(config, parameters.scope());
        PositionTable.declare(config, parameters.scope());
        write(model.resolve("transformer/diffusion_pytorch_model.safetensors"), parameters.list());

        Parameters coder = new Parameters();
        String vae = copy("vae", model);
        new Autoencoder(AutoencoderConfig.read(ConfigSection.parse(vae, "config")), coder.scope());
        write(model.resolve("vae/diffusion_pytorch_model.safetensors"), coder.list());

        ConditionConfig condition =
                ConditionConfig.read(
                        ConfigSection.parse(copy("connector", model), "config"), HIDDEN, config);
        Parameters projections = new Parameters();
        Parameters connector = new Parameters();
        new ConditionNetwork(condition, projections.scope(), connector.scope());
        Files.createDirectories(model.resolve("mlp"));
        write(model.resolve("mlp/model.safetensors"), projections.list());
        write(model.resolve("connector/model.safetensors"), connector.list());

        Path scheduler = Files.createDirectories(model.resolve("scheduler"));
        Files.writeString(
                scheduler.resolve("scheduler_config.json"),
                "{\"_class_name\": \"FlowMatchEulerDiscreteScheduler\", \"shift\": 3.0}");
    }

    private static String copy(String part, Path model) throws IOException {
        try (InputStream in =
                SparseGenerator.class.getResourceAsStream("published/" + part + ".json")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Path folder = Files.createDirectories(model.resolve(part));
            Files.writeString(folder.resolve("config.json"), text);
            return text;
        }
    }

    private static void write(Path file, List<Parameter> parameters) throws IOException {
        long[] end = {0};
        String header =
                parameters.stream()
                        .map(
                                it -> {
                                    long begin = end[0];
                                    end[0] += 2 * it.count();
                                    return "\"%s\":{\"dtype\":\"BF16\",\"shape\":%s,\"data_offsets\":[%s,%s]}"
                                            .formatted(
                                                    it.name(),
                                                    Arrays.toString(it.shape()),
                                                    begin,
                                                    end[0]);
                                })
                        .collect(Collectors.joining(",", "{", "}"));
        byte[] text =
                (header + " ".repeat(-header.length() & 7)).getBytes(StandardCharsets.US_ASCII);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.writeLong(Long.reverseBytes(text.length));
            out.write(text);
            out.setLength(Long.BYTES + text.length + end[0]);
        }
    }
}
