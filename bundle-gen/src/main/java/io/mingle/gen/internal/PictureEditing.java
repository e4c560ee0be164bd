package io.mingle.gen.internal;

import io.mingle.api.content.Picture;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Drawings;
import io.mingle.api.drawing.Edit;
import io.mingle.api.drawing.Editing;
import io.mingle.api.error.ContentTooLargeException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Generation;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import io.mingle.model.ConfigSection;
import io.mingle.model.ModelFolder;
import io.mingle.thinker.Checkpoint;
import io.mingle.thinker.ContentEncoder;
import io.mingle.thinker.Input;
import io.mingle.vision.picture.DecodedPicture;
import io.mingle.vision.picture.PicturePreprocessor;
import io.mingle.vision.picture.PictureReader;
import io.mingle.vision.picture.PreprocessorConfig;
import io.mingle.vision.picture.RgbPicture;
import io.mingle.vision.picture.Size;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Changes pictures: the thinker looks at the picture, and at those that the instruction speaks of
 * besides, and reads the instruction; the transformer has the picture beside what it makes. It has
 * room for one, as in the published model (spec, prompting, section 3: the first is the reference).
 *
 * <p>The encoder that the thinker looks with belongs to another bundle, which is replaced on its
 * own. It is leased for as long as the thinker reads.
 */
@Component(configurationPid = "io.mingle.gen")
@Designate(ocd = GeneratorSettings.class)
public final class PictureEditing implements Editing {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Pixels of what comes out: 4096 x 4096. */
    private static final long MOST_PIXELS = 1L << 24;

    private static final String ENCODER = "(" + ContentEncoder.PICTURES + ")";

    private final PictureReader reader = new PictureReader();
    private final PictureGenerator generator;
    private final Checkpoint checkpoint;
    private final Broker broker;
    private final boolean resizedTwice;

    @Activate
    public PictureEditing(
            @Reference PictureGenerator generator,
            @Reference Checkpoint checkpoint,
            @Reference Broker broker,
            GeneratorSettings settings) {
        this(generator, checkpoint, broker, settings.resizedTwice());
    }

    /** Creates the service outside a framework. */
    PictureEditing(
            PictureGenerator generator,
            Checkpoint checkpoint,
            Broker broker,
            boolean resizedTwice) {
        this.generator = generator;
        this.checkpoint = checkpoint;
        this.broker = broker;
        this.resizedTwice = resizedTwice;
    }

    @Override
    public Generation<Drawings> edit(Edit edit, DrawingOptions options) {
        if (edit == null || options == null) {
            throw new InvalidRequestException(
                    "A picture was to be changed, without saying what or how. Pass an edit, and"
                            + " DrawingOptions.USUAL if nothing special is wanted.");
        }
        GeneratorFolder folder = generator.folder();
        PreprocessorConfig preprocessing = preprocessing(checkpoint.folder());
        DecodedPicture decoded = reader.read(edit.picture());
        RgbPicture original = decoded.picture();
        Size loaded =
                resizedTwice
                        ? new PicturePreprocessor(preprocessing).loadedSize(original.size(), 0, 0)
                        : original.size();
        ReferenceFrame frame = ReferenceFrame.of(original.size(), loaded, folder.resolutions());
        checkSize(edit, options, original.size());
        Optional<Mask> mask = edit.mask().map(it -> Mask.read(it, reader, original.size()));
        Plan plan =
                Plan.of(edit.instruction().strip(), frame.size(), options, generator.defaults());
        List<String> warnings = new ArrayList<>(decoded.warnings());
        warnings.addAll(IdleOptions.of(options, plan, true));
        return generator.paint(
                plan,
                Optional.of(new EditedPicture(original, frame, mask, options.size())),
                warnings,
                words -> thinker -> read(edit, words, thinker));
    }

    @Override
    public boolean edits() {
        try {
            generator.folder();
            return true;
        } catch (SkillUnavailableException e) {
            return false;
        }
    }

    @Override
    public List<Integer> markColours() {
        return generator.defaults().marks();
    }

    /** With a mask what comes out has the size of the picture unless another is wanted. */
    private static void checkSize(Edit edit, DrawingOptions options, Size original) {
        Size size =
                options.size()
                        .map(it -> new Size(it.width(), it.height()))
                        .orElse(edit.mask().isPresent() ? original : new Size(1, 1));
        if (size.pixels() > MOST_PIXELS) {
            throw new ContentTooLargeException(
                    "The picture '%s' was to be changed into one of %s pixels; at most %s are made. Ask for a smaller size, or scale the picture down first."
                            .formatted(edit.picture().name(), size, MOST_PIXELS));
        }
    }

    private Told read(Edit edit, String words, Function<List<Input>, Told> thinker) {
        try (Lease<ContentEncoder> encoder =
                broker.lease(ContentEncoder.class, ENCODER, PATIENCE)) {
            List<Input> prompt = new ArrayList<>();
            prompt.add(seen(encoder.service(), edit.picture()));
            edit.beside().forEach(it -> prompt.add(seen(encoder.service(), it)));
            prompt.add(new Input.Words(words));
            return thinker.apply(prompt);
        }
    }

    /** Of several pages the first, as for the transformer. */
    private static Input seen(ContentEncoder encoder, Picture picture) {
        return encoder.prepare(picture).get(0);
    }

    private static PreprocessorConfig preprocessing(ModelFolder model) {
        ConfigSection config = model.preprocessor();
        if (!model.config().has("vision_config")) {
            throw new SkillUnavailableException(
                    "The model '%s' has no vision encoder, so it cannot look at the picture that is to be changed. Use a model that has one."
                            .formatted(model.name()));
        }
        return PreprocessorConfig.of(config);
    }
}
