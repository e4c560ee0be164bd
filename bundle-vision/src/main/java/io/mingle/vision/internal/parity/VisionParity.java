package io.mingle.vision.internal.parity;

import io.mingle.nn.Precision;
import io.mingle.parity.Finding;
import io.mingle.parity.ParityCheck;
import io.mingle.tensor.TensorRuntime;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Seeing, from the pixels of a picture to what the decoder gets. */
@Component
public final class VisionParity implements ParityCheck {

    private static final List<String> FOLDERS = List.of("vision-patch8", "vision-patch14");

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
        for (String folder : FOLDERS) {
            for (Precision precision : List.of(Precision.FLOAT32, Precision.BFLOAT16)) {
                try (ReferenceEncoder encoder = new ReferenceEncoder(runtime, folder, precision)) {
                    for (Iterator<String> i = encoder.inputs().fieldNames(); i.hasNext(); ) {
                        String name = i.next();
                        new EncodedPicture(encoder, name, precision)
                                .compare(Finding.about(folder + ", " + name, precision, findings));
                    }
                }
            }
        }
    }
}
