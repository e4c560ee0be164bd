package io.mingle.audio.internal.parity;

import io.mingle.parity.Finding;
import io.mingle.parity.ParityCheck;
import io.mingle.tensor.TensorRuntime;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Speaking, from a text and codes of speech to the samples of a sound. */
@Component
public final class SpeechParity implements ParityCheck {

    private static final List<String> FLOWS = List.of("flow-stream", "flow-whole");
    private static final List<String> VOCODERS = List.of("vocoder-stream", "vocoder-whole");

    private final TensorRuntime runtime;

    @Activate
    public SpeechParity(@Reference TensorRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public String part() {
        return "speech";
    }

    @Override
    public void run(Consumer<Finding> findings) {
        FLOWS.forEach(folder -> FlowParity.compare(runtime, folder, findings));
        VOCODERS.forEach(folder -> VocoderParity.compare(runtime, folder, findings));
        StreamParity.compare(runtime, findings);
        TalkerParity.compare(runtime, findings);
    }
}
