package io.mingle.gen.internal.parity;

import io.mingle.parity.Finding;
import io.mingle.parity.ParityCheck;
import io.mingle.parity.Stages;
import io.mingle.tensor.TensorRuntime;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Drawing, from the thinker's states to the pixels of a picture. */
@Component
public final class GenParity implements ParityCheck {

    private final TensorRuntime runtime;

    @Activate
    public GenParity(@Reference TensorRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public String part() {
        return "gen";
    }

    @Override
    public void run(Consumer<Finding> findings) {
        Stages.compareAll(
                List.of("gen-condition"),
                (folder, precision) -> new ReferenceCondition(runtime, folder, precision),
                ReferenceCondition::compare,
                findings);
        Stages.compareAll(
                List.of("gen-transformer", "gen-transformer-plain"),
                (folder, precision) -> new ReferenceTransformer(runtime, folder, precision),
                ReferenceTransformer::compare,
                findings);
        Stages.compareAll(
                List.of("gen-autoencoder", "gen-autoencoder-quant"),
                (folder, precision) -> new ReferenceAutoencoder(runtime, folder, precision),
                ReferenceAutoencoder::compare,
                findings);
        ReferenceSchedule.compare(findings);
        Stages.compareAll(
                List.of("gen-guidance"),
                (folder, precision) -> new ReferenceGuidance(runtime, folder, precision),
                ReferenceGuidance::compare,
                findings);
        Stages.compareAll(
                List.of("gen-sampling"),
                (folder, precision) -> new ReferenceSampling(runtime, folder, precision),
                ReferenceSampling::compare,
                findings);
    }
}
