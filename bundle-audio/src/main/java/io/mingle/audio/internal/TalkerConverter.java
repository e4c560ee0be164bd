package io.mingle.audio.internal;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.model.WeightConverter;
import io.mingle.audio.checkpoint.TalkerConversion;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Component;

/** Converts what the talker keeps in files of PyTorch. */
@Component
public final class TalkerConverter implements WeightConverter {

    private static final String FOLDER = "talker";

    @Override
    public Converted convert(Path source, Path model) {
        if (!Files.isDirectory(model)) {
            throw new BrokenModelException(
                    "The model folder %s is not there. Name that in which talker/ is."
                            .formatted(model));
        }
        TalkerConversion.Converted made = TalkerConversion.convert(source, model.resolve(FOLDER));
        return new Converted(made.part(), made.file(), made.tensors(), made.bytes());
    }
}
