package io.mingle.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.error.BrokenModelException;
import java.util.Optional;

/**
 * The audio encoder: {@code audio_config} of a model folder. Components are named like their keys.
 *
 * @param nMels mel bins of a frame
 * @param nCtx longest sound, in positions of the encoder, each two frames
 * @param nState length of a hidden state
 * @param nHead attention heads; divides {@code nState}
 * @param nLayer number of blocks
 * @param dsKernelSize width of the projector's convolution; odd
 * @param dsStride positions of the encoder per audio token
 * @param normQueryEmbeds whether audio tokens are unit vectors
 */
public record AudioConfig(
        int nMels,
        int nCtx,
        int nState,
        int nHead,
        int nLayer,
        int dsKernelSize,
        int dsStride,
        boolean normQueryEmbeds) {

    /** What the second convolution of the encoder makes one position of. */
    public static final int FRAMES_PER_POSITION = 2;

    private static final String ENCODER = "whisper_encoder_config";
    private static final int MAX_LAYERS = 4096;

    /**
     * Reads and checks the audio encoder of a model. Its sizes stand in {@code
     * audio_config.whisper_encoder_config}, or in {@code whisper_config.whisper_encoder_config}
     * beside it.
     *
     * @param root all of {@code config.json}
     * @param source where it stands, for messages, for example the path of {@code config.json}
     * @return the configuration, or nothing if the model has no audio encoder
     * @throws BrokenModelException naming the key, what was found and what was expected
     */
    public static Optional<AudioConfig> read(JsonNode root, String source) {
        for (String key : new String[] {"audio_config", "whisper_config"}) {
            if (root.path(key).hasNonNull(ENCODER)) {
                String outer = root.hasNonNull("audio_config") ? "audio_config" : key;
                return Optional.of(
                        read(
                                new ConfigSection(root.path(outer), source, outer),
                                new ConfigSection(root.path(key), source, key).section(ENCODER)));
            }
        }
        return Optional.empty();
    }

    private static AudioConfig read(ConfigSection audio, ConfigSection encoder) {
        if (!audio.text("ds_conv_type", "conv").equals("conv")) {
            throw audio.wrong("ds_conv_type", "\"conv\"");
        }
        int state = encoder.whole("n_state", 2, DecoderConfig.MAX_SIZE);
        int heads = encoder.whole("n_head", 1, state);
        if (state % heads != 0) {
            throw encoder.wrong("n_head", "a divisor of n_state, which is " + state);
        }
        int kernel = audio.whole("ds_kernel_size", 1, 1023);
        if (kernel % 2 == 0) {
            throw audio.wrong("ds_kernel_size", "odd");
        }
        return new AudioConfig(
                encoder.whole("n_mels", 1, 1024),
                encoder.whole("n_ctx", 1, DecoderConfig.MAX_SIZE),
                state,
                heads,
                encoder.whole("n_layer", 1, MAX_LAYERS),
                kernel,
                audio.whole("ds_stride", 1, 1024),
                audio.flag("norm_query_embeds", true));
    }

    /**
     * Returns the length of one attention head.
     *
     * @return {@code nState / nHead}
     */
    public int headDim() {
        return nState / nHead;
    }

    /**
     * Returns the longest sound.
     *
     * @return frames
     */
    public int maxFrames() {
        return Math.multiplyExact(FRAMES_PER_POSITION, nCtx);
    }

    /**
     * Returns what the encoder makes of a sound.
     *
     * @param frames 1 or more
     * @return positions
     */
    public int positions(int frames) {
        return (frames - 1) / FRAMES_PER_POSITION + 1;
    }

    /**
     * Returns what the decoder gets of a sound.
     *
     * @param frames 1 or more
     * @return audio tokens
     */
    public int tokens(int frames) {
        return (positions(frames) - 1) / dsStride + 1;
    }
}
