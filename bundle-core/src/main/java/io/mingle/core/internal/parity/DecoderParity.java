package io.mingle.core.internal.parity;

import io.mingle.nn.Precision;
import io.mingle.parity.Finding;
import io.mingle.parity.ParityCheck;
import io.mingle.parity.ReferenceValues;
import io.mingle.tensor.TensorRuntime;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The decoder, from the positions of a prompt to the tokens of an answer. */
@Component
public final class DecoderParity implements ParityCheck {

    private static final List<String> FOLDERS =
            List.of("decoder-head8", "decoder-head16", "decoder-head128", "decoder-quiet");

    private final TensorRuntime runtime;

    @Activate
    public DecoderParity(@Reference TensorRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public String part() {
        return "decoder";
    }

    @Override
    public void run(Consumer<Finding> findings) {
        for (Precision precision : List.of(Precision.FLOAT32, Precision.BFLOAT16)) {
            Norms.compare(runtime, precision, findings);
            for (String folder : FOLDERS) {
                try (ReferenceDecoder decoder = new ReferenceDecoder(runtime, folder, precision)) {
                    ReferenceValues values = decoder.values();
                    for (String name : decoder.prompts()) {
                        DecodedPrompt prompt =
                                new DecodedPrompt(decoder, decoder.prompt(name), values, precision);
                        if (prompt.hasReference()) {
                            prompt.compare(
                                    Finding.about(folder + ", " + name, precision, findings));
                        }
                    }
                }
            }
        }
    }
}
