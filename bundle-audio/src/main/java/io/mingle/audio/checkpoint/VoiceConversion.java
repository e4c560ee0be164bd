package io.mingle.audio.checkpoint;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.audio.checkpoint.TalkerConversion.Converted;
import io.mingle.audio.voice.KnownVoice;
import io.mingle.audio.voice.VoiceFolder;
import io.mingle.model.SafetensorsIndex;
import io.mingle.model.StoredType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Writes a voice that is published as a file of PyTorch into the folder of voices. */
final class VoiceConversion {

    private static final String TEXT = "prompt_text";
    private static final String CODES = "prompt_speech_token";
    private static final String PRINT = "vp_emb";
    private static final String MEL = "prompt_speech_feat";

    /** Half a minute of codes, and of frames with 512 values; more than any voice has. */
    private static final int MOST_CODES = 1500;

    private static final int MOST_VALUES = 512 * MOST_CODES;

    private VoiceConversion() {}

    /** Tells whether a file has what a voice has. */
    static boolean isVoice(TorchFile file) {
        return file.tensors().containsKey(PRINT) && file.tensors().containsKey(CODES);
    }

    /**
     * Converts a voice, which is called as the file is.
     *
     * @throws BrokenModelException if it is none
     */
    static Converted convert(TorchFile file, Path source, Path talker) throws IOException {
        KnownVoice voice;
        try {
            voice = voice(file, source);
        } catch (InvalidRequestException e) {
            throw new BrokenModelException(
                    "%s cannot become a voice. %s".formatted(source, e.getMessage()), e);
        }
        VoiceFolder voices = new VoiceFolder(talker.resolve(VoiceFolder.NAME));
        voices.write(voice);
        Path target =
                voices.directory().resolve(voice.name()).resolve(SafetensorsIndex.SINGLE_FILE);
        int tensors = voice.mel().length == 0 ? 2 : 3;
        return new Converted("voice " + voice.name(), target, tensors, Files.size(target));
    }

    private static KnownVoice voice(TorchFile file, Path source) throws IOException {
        String text = file.text(TEXT);
        boolean chinese = text.codePoints().anyMatch(Character::isIdeographic);
        ByteBuffer stored = values(file, CODES, StoredType.I32, MOST_CODES);
        int[] codes = new int[stored.remaining() / Integer.BYTES];
        stored.asIntBuffer().get(codes);
        return new KnownVoice(
                String.valueOf(source.getFileName()).replaceFirst("\\.[^.]*$", ""),
                chinese ? "zh" : "en",
                "",
                text,
                codes,
                floats(file, PRINT),
                mel(file, codes.length));
    }

    /** The flow knows frames of a voice only where there is one for each code. */
    private static float[] mel(TorchFile file, int codes) throws IOException {
        TorchTensor tensor = file.tensors().get(MEL);
        boolean fits =
                tensor != null
                        && tensor.shape().length > 1
                        && tensor.shape()[tensor.shape().length - 2] == codes;
        return fits ? floats(file, MEL) : new float[0];
    }

    private static float[] floats(TorchFile file, String name) throws IOException {
        ByteBuffer stored = values(file, name, StoredType.F32, MOST_VALUES);
        float[] values = new float[stored.remaining() / Float.BYTES];
        stored.asFloatBuffer().get(values);
        return values;
    }

    private static ByteBuffer values(TorchFile file, String name, StoredType type, int most)
            throws IOException {
        TorchTensor tensor = file.tensors().get(name);
        long count = Arrays.stream(tensor.shape()).reduce(1, (one, other) -> one * other);
        if (tensor.type() != type || count > most) {
            throw new InvalidRequestException(
                    "Its tensor %s has %s values of %s, where at most %s of %s are expected."
                            .formatted(name, count, tensor.type(), most, type));
        }
        try (InputStream in = file.elements(tensor)) {
            byte[] bytes = in.readNBytes((int) tensor.bytes());
            if (bytes.length < tensor.bytes()) {
                throw new IOException("the elements of " + name + " end");
            }
            return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }
    }
}
