package io.mingle.audio.encoder;

import io.mingle.api.error.BrokenModelException;
import io.mingle.model.ConfigSection;
import java.util.Optional;

/**
 * The audio encoder, of the Whisper kind, and the convolution of its projector: {@code
 * audio_config} of a model folder. Components are named like their keys.
 *
 * @param nMels bins of the log-mel spectrogram
 * @param nCtx rows of the position table: frames after the second convolution
 * @param nState length of a hidden state
 * @param nHead attention heads; divides {@code nState}
 * @param nLayer number of blocks
 * @param dsKernelSize width of the projector's convolution, in frames; odd
 * @param dsStride stride of the projector's convolution, in frames
 * @param normQueryEmbeds whether the projected vectors are brought to unit length
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

    /** Frames of the log-mel spectrogram that the second convolution makes one position of. */
    public static final int FRAMES_PER_POSITION = 2;

    private static final String AUDIO = "audio_config";
    private static final String SIBLING = "whisper_config";
    private static final String WHISPER = "whisper_encoder_config";
    private static final int MAX_LAYERS = 4096;
    private static final int MAX_KERNEL = 1024;

    /**
     * Reads and checks the audio part of a configuration. Published files hold {@code
     * whisper_encoder_config} either inside {@code audio_config} or inside a {@code whisper_config}
     * beside it; both are accepted. Keys of the older SANM encoder are ignored.
     *
     * @param root all of {@code config.json}
     * @return the configuration, or nothing if the model has no audio
     * @throws BrokenModelException naming the key, what was found and what was expected
     */
    public static Optional<AudioConfig> read(ConfigSection root) {
        if (!root.has(AUDIO) && !root.has(SIBLING)) {
            return Optional.empty();
        }
        ConfigSection audio = root.section(root.has(AUDIO) ? AUDIO : SIBLING);
        ConfigSection beside = root.has(SIBLING) ? root.section(SIBLING) : audio;
        if (!audio.has(WHISPER) && !beside.has(WHISPER)) {
            throw audio.wrong(WHISPER, "an object, here or in " + SIBLING);
        }
        ConfigSection whisper = (audio.has(WHISPER) ? audio : beside).section(WHISPER);
        ConfigSection projector = audio.has("ds_kernel_size") ? audio : beside;
        if (!projector.text("ds_conv_type", "conv").equals("conv")) {
            throw projector.wrong("ds_conv_type", "\"conv\"");
        }
        int state = whisper.whole("n_state", 1, ConfigSection.MAX_SIZE);
        int heads = whisper.whole("n_head", 1, state);
        if (state % heads != 0) {
            throw whisper.wrong("n_head", "a divisor of n_state, which is " + state);
        }
        int kernel = projector.whole("ds_kernel_size", 1, MAX_KERNEL, 3);
        if (kernel % 2 == 0) {
            throw projector.wrong("ds_kernel_size", "odd");
        }
        return Optional.of(
                new AudioConfig(
                        whisper.whole("n_mels", 1, ConfigSection.MAX_SIZE),
                        whisper.whole("n_ctx", 1, ConfigSection.MAX_SIZE),
                        state,
                        heads,
                        whisper.whole("n_layer", 1, MAX_LAYERS),
                        kernel,
                        projector.whole("ds_stride", 1, MAX_KERNEL, 2),
                        projector.flag("norm_query_embeds", true)));
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
     * @return frames of the log-mel spectrogram
     */
    public int maxFrames() {
        return Math.multiplyExact(FRAMES_PER_POSITION, nCtx);
    }

    /**
     * Returns what the encoder makes of a sound.
     *
     * @param frames of the log-mel spectrogram, 1 or more
     * @return positions
     */
    public int positions(int frames) {
        return (frames - 1) / FRAMES_PER_POSITION + 1;
    }

    /**
     * Returns what the decoder gets of a sound.
     *
     * @param frames of the log-mel spectrogram, 1 or more
     * @return audio tokens
     */
    public int tokens(int frames) {
        return (positions(frames) - 1) / dsStride + 1;
    }
}
