package io.mingle.vision.internal.parity;

import io.mingle.parity.Finding;
import io.mingle.parity.ParityCheck;
import io.mingle.parity.Stages;
import io.mingle.tensor.TensorRuntime;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Seeing, from the pixels of a picture to what the decoder gets. */
@Component
public final class VisionParity implements ParityCheck {

    private static final List<String> FOLDERS =
            List.of("vision-patch8", "vision-patch14", "vision-quiet");

    private final TensorRuntime runtime;

    @Activate
    public VisionParity(@Reference TensorRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public String part() {
        return "vision";
    }

    @Override
    public void run(Consumer<Finding> findings) {
        PreparedPictures.compare(findings);
        Stages.compareAll(
                FOLDERS,
                (folder, precision) -> new ReferenceEncoder(runtime, folder, precision),
                EncodedPicture::compare,
                findings);
    }
}
