package io.mingle.vision.internal;

import io.mingle.api.content.EncodedVideo;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Video;
import io.mingle.api.content.VideoSource;
import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.media.MediaReader;
import io.mingle.inventory.SubmodelCheck;
import io.mingle.model.ModelFolder;
import io.mingle.nn.Kernels;
import io.mingle.nn.Methods;
import io.mingle.nn.Parameters;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Reservation;
import io.mingle.tensor.Tensor;
import io.mingle.tensor.TensorRuntime;
import io.mingle.thinker.Checkpoint;
import io.mingle.thinker.Input;
import io.mingle.thinker.prompt.Grid;
import io.mingle.vision.encoder.EncodingPlan;
import io.mingle.vision.encoder.VisionConfig;
import io.mingle.vision.encoder.VisionNetwork;
import io.mingle.vision.picture.DecodedPicture;
import io.mingle.vision.picture.Patches;
import io.mingle.vision.picture.PicturePreprocessor;
import io.mingle.vision.picture.PictureReader;
import io.mingle.vision.picture.PreprocessorConfig;
import io.mingle.vision.picture.RgbPicture;
import io.mingle.vision.picture.Size;
import io.mingle.vision.video.TakenFrames;
import io.mingle.vision.video.VideoReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The vision encoder of the checkpoint in use, loaded; what the skills of this bundle share.
 *
 * <p>They hold it directly: when the bundle stops, it is closed after each of them has drained.
 */
@Component(service = VisionEncoder.class)
public final class VisionEncoder implements AutoCloseable {

    /** The most patches that a step encodes; a single group of frames may have more. */
    private static final int STEP_PATCHES = 4096;

    private final TensorRuntime runtime;
    private final VisionConfig config;
    private final PictureReader reader = new PictureReader();
    private final PreprocessorConfig prepared;
    private final PicturePreprocessor preprocessor;
    private final VideoReader videos;
    private final Kernels kernels;
    private final Program program;
    private final double patchParameters;
    private final String model;
    private final int hidden;

    @Activate
    public VisionEncoder(@Reference TensorRuntime runtime, @Reference Checkpoint checkpoint) {
        ModelFolder folder = checkpoint.folder();
        this.runtime = runtime;
        this.config =
                VisionConfig.of(folder)
                        .orElseThrow(
                                () ->
                                        new BrokenModelException(
                                                "The model %s has no vision_config, so it cannot look at pictures. Use a model with a vision encoder."
                                                        .formatted(folder.name())));
        this.prepared = PreprocessorConfig.of(folder.preprocessor());
        this.preprocessor = new PicturePreprocessor(prepared);
        this.videos = new VideoReader(prepared, folder.decoder().maxPositionEmbeddings());
        this.model = folder.directory().toString();
        this.hidden = folder.decoder().hiddenSize();
        SubmodelCheck.require(folder, new VisionInventory().submodels(folder));
        Parameters parameters = new Parameters();
        VisionNetwork network =
                new VisionNetwork(config, hidden, folder.mlpDepth(), parameters.scope());
        patchParameters = network.patchParameters();
        kernels = new Kernels(checkpoint.precision(), runtime.kernels());
        ProgramSource.Builder source =
                new ProgramSource.Builder("Vision")
                        .subject("the vision encoder of the model '%s'".formatted(folder.name()))
                        .deed("encode", "Looking at a picture");
        kernels.addTo(source);
        network.addTo(new Methods(source, kernels));
        program =
                runtime.load(
                        source.build(),
                        folder.weights(),
                        parameters.names(),
                        checkpoint.precision().weights());
    }

    /** Decodes a picture on the caller's thread; of several pages the first. */
    DecodedPicture read(Picture picture) {
        return reader.read(picture);
    }

    /**
     * Decodes and prepares a picture on the caller's thread, each of its pages as a picture of its
     * own.
     */
    List<Input> prepare(Picture picture) {
        return reader.readPages(picture, page -> (Input) prepare(page));
    }

    /** Prepares a picture on the caller's thread; its encoding is a step of the device. */
    Input.Visual prepare(DecodedPicture decoded) {
        Patches patches = preprocessor.prepare(decoded.picture());
        Grid grid = new Grid(patches.gridT(), patches.gridH(), patches.gridW());
        return new Input.Visual(grid, () -> encode(patches), decoded.warnings());
    }

    /**
     * Takes and prepares the frames of a video on the caller's thread.
     *
     * <p>Attention stays within a group of frames that share patches, so groups are encoded in
     * several steps of the device, and their patches are cut no earlier.
     *
     * @param media decodes video files, if somebody does
     */
    Input.Video prepare(Video video, Optional<MediaReader> media) {
        TakenFrames taken = videos.read(video, media);
        List<RgbPicture> frames = taken.pictures();
        int together = prepared.temporalPatchSize();
        Size size = frames.get(0).size();
        Grid grid =
                new Grid(
                        frames.size() / together,
                        size.height() / prepared.patchSize(),
                        size.width() / prepared.patchSize());
        int step = together * Math.max(1, STEP_PATCHES / (grid.height() * grid.width()));
        List<Supplier<Tensor>> encoders = new ArrayList<>();
        for (int from = 0; from < frames.size(); from += step) {
            List<RgbPicture> part = frames.subList(from, Math.min(from + step, frames.size()));
            encoders.add(() -> encode(preprocessor.cut(part)));
        }
        return new Input.Video(grid, encoders, taken.warnings());
    }

    /**
     * Encodes what was prepared and takes the tokens out, on a thread that is not the device's.
     *
     * @param request the number of the generation that it is for
     */
    EncodedVideo encode(Input.Video prepared, long request, Runnable betweenSteps) {
        int merge = config.spatialMergeSize();
        Grid grid = prepared.grid();
        int tokens = grid.time() * (grid.height() / merge) * (grid.width() / merge);
        float[] values = new float[Math.multiplyExact(tokens, hidden)];
        int at = 0;
        for (Supplier<Tensor> part : prepared.encoders()) {
            betweenSteps.run();
            float[] its =
                    runtime.scheduler()
                            .call(
                                    request,
                                    () -> {
                                        try (Tensor encoded = part.get()) {
                                            return encoded.floats();
                                        }
                                    });
            System.arraycopy(its, 0, values, at, its.length);
            at += its.length;
        }
        return new EncodedVideo(
                model, grid.time(), grid.height() / merge, grid.width() / merge, hidden, values);
    }

    /**
     * Makes what the thinker is asked of tokens that were taken out before.
     *
     * @throws InvalidRequestException if another model made them
     */
    Input.Video restore(VideoSource.Encoded source) {
        EncodedVideo tokens = source.tokens();
        if (!tokens.model().equals(model) || tokens.width() != hidden) {
            throw new InvalidRequestException(
                    "The video '%s' was encoded by the model in %s, and that in %s is in use. Encode it again."
                            .formatted(source.name(), tokens.model(), model));
        }
        int merge = config.spatialMergeSize();
        Grid grid = new Grid(tokens.groups(), merge * tokens.rows(), merge * tokens.columns());
        return new Input.Video(
                grid, List.of(() -> runtime.of(tokens.values(), tokens.tokens(), hidden)));
    }

    private Tensor encode(Patches patches) {
        Grid grid = new Grid(patches.gridT(), patches.gridH(), patches.gridW());
        EncodingPlan plan =
                EncodingPlan.of(List.of(grid), config.spatialMergeSize(), config.windowTokens());
        int count = patches.count();
        try (Reservation scratch = runtime.reserve("scratch", scratchBytes(count));
                Tensor rows = runtime.of(patches.rows(), count, patches.rowLength());
                Tensor order = runtime.of(plan.order(), count);
                Tensor inverse = runtime.of(plan.inverse(), count);
                Tensor blocks = runtime.of(plan.blockInverse(), plan.blockInverse().length);
                Tensor places = runtime.of(plan.places(), count, 2)) {
            return program.runOne(
                    "encode",
                    rows,
                    order,
                    inverse,
                    blocks,
                    places,
                    plan.windowRuns(),
                    plan.frameRuns());
        }
    }

    /**
     * Bounds what an encoding makes on its way: in a block ten arrays of the hidden size and three
     * of the inner size for each patch.
     */
    private long scratchBytes(int patches) {
        long arrays = 10L * config.hiddenSize() + 3L * config.intermediateSize();
        return Float.BYTES * patches * arrays + kernels.scratchBytes();
    }

    /** Returns the weights that one patch passes, the merger's and projector's shares included. */
    double patchParameters() {
        return patchParameters;
    }

    @Deactivate
    @Override
    public void close() {
        program.close();
    }
}
