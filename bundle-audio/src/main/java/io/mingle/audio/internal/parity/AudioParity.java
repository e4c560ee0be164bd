package io.mingle.audio.internal.parity;

import io.mingle.parity.Finding;
import io.mingle.parity.ParityCheck;
import io.mingle.parity.Stages;
import io.mingle.tensor.TensorRuntime;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Hearing, from the samples of a sound to what the decoder gets. */
@Component
public final class AudioParity implements ParityCheck {

    private static final List<String> FOLDERS =
            List.of("audio-head8", "audio-head64", "audio-quiet");

    private final TensorRuntime runtime;

    @Activate
    public AudioParity(@Reference TensorRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public String part() {
        return "audio";
    }

    @Override
    public void run(Consumer<Finding> findings) {
        PreparedSounds.compare(runtime, findings);
        Stages.compareAll(
                FOLDERS,
                (folder, precision) -> new ReferenceEncoder(runtime, folder, precision),
                EncodedSound::compare,
                findings);
    }
}
