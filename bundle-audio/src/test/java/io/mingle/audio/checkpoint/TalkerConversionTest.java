package io.mingle.audio.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.audio.checkpoint.TalkerConversion.Converted;
import io.mingle.audio.detokenizer.Detokenizer;
import io.mingle.audio.detokenizer.FlowVoice;
import io.mingle.audio.detokenizer.SpeechStream;
import io.mingle.audio.internal.parity.SpeechParity;
import io.mingle.audio.voice.KnownVoice;
import io.mingle.audio.voice.VoiceFolder;
import io.mingle.model.SafetensorsHeader;
import io.mingle.parity.ReferenceFolder;
import io.mingle.reference.TestDevice;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TalkerConversionTest {

    @TempDir Path folder;

    @Test
    void whatIsOfNeitherNetworkIsRefusedAndNothingIsWritten() throws IOException {
        Path file = folder.resolve("small.pt");
        try (InputStream in =
                TalkerConversionTest.class.getResourceAsStream("/reference/torch/small.pt")) {
            Files.copy(in, file);
        }
        Path talker = folder.resolve("talker");
        BrokenModelException e =
                assertThrows(
                        BrokenModelException.class, () -> TalkerConversion.convert(file, talker));
        assertTrue(
                e.getMessage()
                        .endsWith(
                                "has 14 tensors, which are neither those of the talker's flow"
                                    + " (decoder.estimator.…) nor of its vocoder (m_source.…), nor"
                                    + " those of a voice (vp_emb). Name flow_stream.pt, flow.pt,"
                                    + " hift_v2.pt, hift.pt or the file of a voice."),
                e.getMessage());
        assertTrue(Files.notExists(talker));
    }

    @Test
    void aVoiceKeepsItsTextCodesPrintAndFrames() throws IOException {
        Path file = folder.resolve("luna_v2.pt");
        float[] mel = {1, 2, 3, 4, 5, 6};
        TorchWriter.writeVoice(file, "道路都是沥青", new int[] {5, 7, 5}, new float[] {1, -2}, mel);
        Path talker = folder.resolve("talker");
        assertEquals("voice luna_v2", TalkerConversion.convert(file, talker).part());
        KnownVoice voice = new VoiceFolder(talker.resolve(VoiceFolder.NAME)).all().get(0);
        assertEquals("luna_v2", voice.name());
        assertEquals("zh", voice.language());
        assertEquals("道路都是沥青", voice.text());
        assertArrayEquals(new int[] {5, 7, 5}, voice.codes());
        assertArrayEquals(new float[] {1, -2}, voice.print());
        assertArrayEquals(new float[] {1, 4, 2, 5, 3, 6}, voice.flow().mel(), "row by row");
    }

    /**
     * Those of the generation before have another number of frames, which the flow does not use.
     */
    @Test
    void framesThatDoNotFitTheCodesAreLeftOut() throws IOException {
        Path file = folder.resolve("anna.pt");
        float[] mel = {1, 2, 3, 4};
        TorchWriter.writeVoice(file, "So it was.", new int[] {5, 7, 5}, new float[] {1}, mel);
        TalkerConversion.convert(file, folder.resolve("talker"));
        KnownVoice voice =
                new VoiceFolder(folder.resolve("talker").resolve(VoiceFolder.NAME)).all().get(0);
        assertEquals(0, voice.mel().length);
        assertEquals(0, voice.flow().codes().length);
        assertEquals("en", voice.language());
    }

    @Test
    void aVoiceWithoutWordsIsRefused() throws IOException {
        Path file = folder.resolve("anna.pt");
        TorchWriter.writeVoice(file, "", new int[] {5}, new float[] {1}, new float[] {1});
        BrokenModelException e =
                assertThrows(
                        BrokenModelException.class,
                        () -> TalkerConversion.convert(file, folder.resolve("talker")));
        assertTrue(e.getMessage().contains("lacks its text"), e.getMessage());
        assertTrue(Files.notExists(folder.resolve("talker")));
    }

    @Test
    void convertedFilesSpeakAsTheReferenceDoes() throws IOException {
        Path talker = Files.createDirectories(folder.resolve("talker"));
        convert("flow-stream", "flow", true, name -> name);
        convert("vocoder-stream", "vocoder", false, name -> "generator." + name);
        try (TestDevice device = new TestDevice();
                Detokenizer detokenizer = Detokenizer.load(device.runtime(), talker)) {
            assertEquals(24_000, detokenizer.rate());
            int[] codes = IntStream.range(0, 40).map(i -> i * 11 % 96).toArray();
            FlowVoice voice = FlowVoice.of(new float[20]);
            float[] whole = detokenizer.whole(codes, voice, 1, 5);
            assertEquals(480 * codes.length, whole.length);
            assertArrayEquals(whole, detokenizer.whole(codes, voice, 1, 5));
            for (float sample : whole) {
                assertTrue(Math.abs(sample) <= 0.99f, () -> "sample " + sample);
            }
            SpeechStream stream = detokenizer.stream(voice, 5);
            int samples = stream.add(codes).stream().mapToInt(it -> it.length).sum();
            assertEquals(whole.length, samples + stream.end().length);
            assertEquals(0, detokenizer.whole(new int[0], voice, 1, 5).length);
            assertRefused(
                    "The code 96 was to become sound; those of this model are 0 to 95. Take talker"
                            + " and flow from the same model.",
                    () -> detokenizer.whole(new int[] {1, 96}, voice, 1, 5));
            assertRefused(
                    "A voice has a print of 19 values and 0 of frames for 0 codes; this model takes"
                        + " prints of 20, and 80 values for each frame. Make the voice with this"
                        + " model.",
                    () -> detokenizer.whole(codes, FlowVoice.of(new float[19]), 1, 5));
        }
    }

    private static void assertRefused(String message, Executable work) {
        InvalidRequestException e = assertThrows(InvalidRequestException.class, work);
        assertEquals(message, e.getMessage());
    }

    private void convert(
            String reference, String part, boolean wrapped, UnaryOperator<String> names)
            throws IOException {
        Path talker = folder.resolve("talker");
        Path file = folder.resolve(part + ".pt");
        try (ReferenceFolder values = ReferenceFolder.of(SpeechParity.class, reference)) {
            Path own = Files.createDirectories(talker.resolve(part));
            Files.copy(values.path().resolve("config.json"), own.resolve("config.json"));
            Path source = values.path().resolve("model.safetensors");
            TorchWriter.write(source, file, wrapped, names);
            Converted converted = TalkerConversion.convert(file, talker);
            assertEquals(part, converted.part());
            assertEquals(
                    SafetensorsHeader.read(source).tensors().keySet(),
                    SafetensorsHeader.read(converted.file()).tensors().keySet());
        }
    }

    @Test
    void whatLacksATensorIsRefusedAndTheFileBeforeStays() throws IOException {
        convert("vocoder-stream", "vocoder", false, name -> name);
        Path target = folder.resolve("talker/vocoder/model.safetensors");
        byte[] before = Files.readAllBytes(target);
        Path file = folder.resolve("bad.pt");
        TorchWriter.write(target, file, false, name -> name.replace("conv_post.bias", "other"));
        BrokenModelException e =
                assertThrows(
                        BrokenModelException.class,
                        () -> TalkerConversion.convert(file, folder.resolve("talker")));
        assertTrue(e.getMessage().contains("Missing: conv_post.bias [18]."), e.getMessage());
        assertArrayEquals(before, Files.readAllBytes(target));
        try (Stream<Path> files = Files.list(target.getParent())) {
            assertEquals(2, files.count());
        }
    }
}
