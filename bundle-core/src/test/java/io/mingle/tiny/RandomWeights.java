package io.mingle.tiny;

import io.mingle.model.SafetensorsWriter;
import io.mingle.model.StoredType;
import io.mingle.model.TensorSpec;
import io.mingle.nn.Parameter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/** The weights of a model that babbles, always the same. */
public final class RandomWeights {

    private RandomWeights() {}

    /**
     * Writes a file of safetensors.
     *
     * @param file the new file
     * @param parameters of the networks
     * @param seed other numbers babble otherwise
     */
    public static void write(Path file, List<Parameter> parameters, long seed) throws IOException {
        write(file, parameters, name -> seed, name -> name);
    }

    /**
     * Writes a file of safetensors with other values or under other names. What is drawn depends on
     * a parameter's name and seed alone, so that no tensor moves those of another.
     *
     * @param seeds of the values, by the name of the parameter
     * @param names what a tensor is called, by the name of the parameter
     */
    public static void write(
            Path file,
            List<Parameter> parameters,
            ToLongFunction<String> seeds,
            UnaryOperator<String> names)
            throws IOException {
        List<TensorSpec> specs =
                parameters.stream()
                        .map(p -> new TensorSpec(names.apply(p.name()), StoredType.F32, p.shape()))
                        .toList();
        try (SafetensorsWriter writer = new SafetensorsWriter(file, specs, Map.of())) {
            for (Parameter parameter : parameters) {
                String name = parameter.name();
                Random random = new Random(seeds.applyAsLong(name) ^ name.hashCode());
                writer.write(names.apply(name), drawn(random, parameter.count()));
            }
            writer.commit();
        }
    }

    private static ByteBuffer drawn(Random random, long count) {
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.toIntExact(Float.BYTES * count))
                        .order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            bytes.putFloat((float) random.nextGaussian() * 0.5f);
        }
        return bytes.flip();
    }
}
