package io.mingle.http.internal.images;

import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Guidance;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.http.internal.ApiError;
import io.mingle.http.internal.ApiException;
import io.mingle.http.internal.Fields;
import io.mingle.json.Shortened;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads what requests for pictures say in OpenAI's words, and in those that others have added for
 * steps, seed and guidance.
 */
public final class PictureRequestReader {

    /** As many as OpenAI's interface has. */
    private static final int MOST_PICTURES = 10;

    private static final int MOST_PARTIAL = 3;

    /** Of the published model. */
    private static final int USUAL_STEPS = 30;

    private static final double MOST_GUIDANCE = 100;
    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,5})x([1-9]\\d{0,5})");
    private static final Pattern INTERVAL =
            Pattern.compile("(\\d?\\.?\\d{1,9})-(\\d?\\.?\\d{1,9})");
    private static final String AUTO = "auto";

    private final Fields fields;
    private final boolean lenient;

    /**
     * @param fields of the request
     * @param lenient whether what is not possible is passed over, as what is not known is
     */
    public PictureRequestReader(Fields fields, boolean lenient) {
        this.fields = fields;
        this.lenient = lenient;
    }

    /**
     * Reads all that is the same for drawing and editing; what is left is refused.
     *
     * @throws ApiException if a part of it cannot be right, or is not possible here
     */
    PictureRequest read() {
        String prompt = fields.required("prompt");
        if (prompt.isBlank()) {
            throw invalid("prompt", "'prompt' is empty. Say what is to be seen, or to change.");
        }
        boolean stream = fields.flag("stream");
        int count = (int) fields.whole("n", 1, MOST_PICTURES).orElse(1);
        if (stream && count > 1) {
            throw invalid(
                    "n",
                    "'n' has to be 1 with 'stream': the events do not say which picture they are"
                            + " of.");
        }
        return read(fields.text("model"), prompt, stream, count);
    }

    /**
     * Reads what is said of one picture where the rest of the request says what is to be seen; what
     * is left is refused.
     *
     * @param model as the client calls it
     * @param prompt what is to be seen, or to change
     * @param stream whether the picture is sent as it comes
     * @throws ApiException if a part of it cannot be right, or is not possible here
     */
    public PictureRequest read(String model, String prompt, boolean stream) {
        return read(Optional.of(model), prompt, stream, 1);
    }

    private PictureRequest read(Optional<String> model, String prompt, boolean stream, int count) {
        int partial = (int) fields.whole("partial_images", 0, MOST_PARTIAL).orElse(0);
        if (!stream && partial > 0) {
            throw invalid(
                    "partial_images", "'partial_images' is only possible with 'stream': true.");
        }
        if (!lenient) {
            refuseImpossible();
        }
        PictureFormat format = format();
        PictureRequest request =
                new PictureRequest(model, prompt, options(count, partial), format, stream, partial);
        fields.passOver(
                        "moderation",
                        "user",
                        "quality",
                        "background",
                        "style",
                        "input_fidelity",
                        "response_format",
                        "safety_identifier")
                .end(lenient);
        return request;
    }

    private DrawingOptions options(int count, int partial) {
        DrawingOptions options = DrawingOptions.USUAL.withGuidance(guidance()).withCount(count);
        OptionalLong steps = whole(1, DrawingOptions.MOST_STEPS, "steps", "num_inference_steps");
        if (steps.isPresent()) {
            options = options.withSteps((int) steps.getAsLong());
        }
        OptionalLong seed = fields.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE);
        if (seed.isPresent()) {
            options = options.withSeed(seed.getAsLong());
        }
        if (partial > 0) {
            // Where nobody knows how many steps there will be, half of the previews may be too
            // many.
            long all = steps.orElse(USUAL_STEPS / 2);
            options = options.withPreviewEvery((int) Math.max(1, all / (partial + 1)));
        }
        return size(options.withNegative(fields.text("negative_prompt").orElse(null)));
    }

    private DrawingOptions size(DrawingOptions options) {
        Optional<String> size = fields.text("size").filter(it -> !it.equals(AUTO));
        if (size.isEmpty()) {
            return options;
        }
        Matcher sides = SIZE.matcher(size.get());
        if (!sides.matches()) {
            throw invalid(
                    "size",
                    "'size' is '%s'; it has to be auto, or width and height in pixels like 1024x768."
                            .formatted(Shortened.of(size.get())));
        }
        try {
            return options.withSize(
                    Integer.parseInt(sides.group(1)), Integer.parseInt(sides.group(2)));
        } catch (InvalidRequestException e) {
            throw new ApiException(ApiError.of(e).about(fields.path("size")));
        }
    }

    private ApiException invalid(String name, String message) {
        return ApiException.invalid(fields.path(name), message);
    }

    private Guidance guidance() {
        Guidance guidance = Guidance.USUAL;
        OptionalDouble text = number("guidance", "guidance_scale");
        if (text.isPresent()) {
            guidance = guidance.withText(text.getAsDouble());
        }
        OptionalDouble image = number("image_guidance", "image_guidance_scale");
        if (image.isPresent()) {
            guidance = guidance.withImage(image.getAsDouble());
        }
        OptionalDouble rescale = fields.number("guidance_rescale", 0, 1);
        if (rescale.isPresent()) {
            guidance = guidance.withRescale(rescale.getAsDouble());
        }
        Optional<String> interval = fields.text("guidance_interval");
        if (interval.isPresent()) {
            guidance = within(interval.get(), guidance);
        }
        Optional<String> mode = fields.text("guidance_mode");
        return mode.isPresent() ? guidance.withMode(mode(mode.get())) : guidance;
    }

    private Guidance within(String interval, Guidance guidance) {
        Matcher ends = INTERVAL.matcher(interval);
        if (!ends.matches()) {
            throw invalid(
                    "guidance_interval",
                    "'guidance_interval' is '%s'; it has to be a part of the steps like 0.1-0.8."
                            .formatted(Shortened.of(interval)));
        }
        try {
            return guidance.withInterval(
                    Double.parseDouble(ends.group(1)), Double.parseDouble(ends.group(2)));
        } catch (InvalidRequestException e) {
            throw new ApiException(ApiError.of(e).about(fields.path("guidance_interval")));
        }
    }

    private Guidance.Mode mode(String asked) {
        List<Guidance.Mode> all = List.of(Guidance.Mode.values());
        return all.stream()
                .filter(it -> name(it).equals(asked))
                .findFirst()
                .orElseThrow(
                        () ->
                                invalid(
                                        "guidance_mode",
                                        "'guidance_mode' is '%s'; it has to be one of %s."
                                                .formatted(
                                                        Shortened.of(asked),
                                                        all.stream()
                                                                .map(PictureRequestReader::name)
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", ")))));
    }

    private static String name(Guidance.Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    private OptionalLong whole(long least, long most, String... names) {
        return either(
                names,
                OptionalLong.empty(),
                (name, read) -> read.isPresent() ? read : fields.whole(name, least, most));
    }

    private OptionalDouble number(String... names) {
        return either(
                names,
                OptionalDouble.empty(),
                (name, read) -> read.isPresent() ? read : fields.number(name, 0, MOST_GUIDANCE));
    }

    /** Several names mean the same; who sends two has to mean one. */
    private <T> T either(String[] names, T none, BiFunction<String, T, T> read) {
        if (Arrays.stream(names).filter(it -> fields.any(it).isPresent()).count() > 1) {
            throw invalid(
                    names[1],
                    "'%s' and '%s' mean the same here. Send one of them."
                            .formatted(names[0], names[1]));
        }
        T value = none;
        for (String name : names) {
            value = read.apply(name, value);
        }
        return value;
    }

    private PictureFormat format() {
        String format = fields.text("output_format").orElse(PictureFormat.PNG);
        if (format.equals("webp")) {
            throw invalid(
                    "output_format",
                    "'output_format' is webp, which cannot be written here. Ask for png or jpeg.");
        }
        if (!format.equals(PictureFormat.PNG) && !format.equals(PictureFormat.JPEG)) {
            throw invalid("output_format", "'output_format' has to be png or jpeg.");
        }
        OptionalLong quality = fields.whole("output_compression", 0, PictureFormat.BEST);
        if (format.equals(PictureFormat.PNG) && quality.orElse(PictureFormat.BEST) < 100) {
            throw invalid(
                    "output_compression",
                    "'output_compression' is for jpeg: a png loses nothing. Leave it out, or ask"
                            + " for 'output_format': \"jpeg\".");
        }
        return new PictureFormat(format, (int) quality.orElse(PictureFormat.BEST));
    }

    /** What a client may send as long as it wants nothing by it. */
    private void refuseImpossible() {
        only(
                "response_format",
                "Pictures are not kept here: 'response_format' has to be b64_json.",
                "b64_json");
        only(
                "background",
                "What is drawn has no transparency: 'background' has to be auto or opaque.",
                AUTO,
                "opaque");
        only(
                "quality",
                "'quality' has to be auto here. Say 'steps', more for a better picture.",
                AUTO,
                "standard");
        only("style", "'style' is not possible here; say it in the prompt.");
        only(
                "input_fidelity",
                "'input_fidelity' is not possible here. Say 'image_guidance', more to keep more of"
                        + " the picture.");
    }

    private void only(String name, String why, String... harmless) {
        fields.only(name, it -> List.of(harmless).contains(it.asText()), why);
    }
}
