package io.mingle.thinker.decoder;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.core.internal.parity.ReferenceDecoder;
import io.mingle.model.ConfigSection;
import io.mingle.model.DecoderConfig;
import io.mingle.nn.Kernels;
import io.mingle.nn.Methods;
import io.mingle.nn.Parameters;
import io.mingle.nn.Precision;
import io.mingle.parity.Difference;
import io.mingle.parity.Facts;
import io.mingle.parity.ReferenceValues;
import io.mingle.reference.TestDevice;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Tensor;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The angles of M-RoPE and the rotation by them against the published implementation. */
@Tag("numbers")
@Timeout(300)
class RotaryReferenceTest {

    private static final ReferenceValues PIECES =
            ReferenceValues.of(ReferenceDecoder.class, "pieces.safetensors");
    private static final Facts FACTS =
            ReferenceValues.facts(ReferenceDecoder.class, "pieces.json").get("rotary");

    /** Of a position of 32767, float32 keeps two thousandths of a radian. */
    private static final double FAR = 5e-3;

    private static TestDevice device;

    @BeforeAll
    static void open() {
        device = new TestDevice();
    }

    @AfterAll
    static void close() {
        if (device != null) {
            device.close();
        }
    }

    @ParameterizedTest(name = "{0}, heads of {1}")
    @CsvSource({
        "3D, 8, head8",
        "3D, 16, head16",
        "3D, 128, head128",
        "video_rope, 128, video_rope.head128"
    })
    void anglesFollowTheAxisOfEachFrequency(String type, int head, String name) throws IOException {
        try (Program program = program(type, head)) {
            Tensor positions = positions();
            List<Tensor> angles = program.run("angles", positions);
            for (int i = 0; i < 2; i++) {
                float[] expected = PIECES.floats("rotary." + name + (i == 0 ? ".cos" : ".sin"));
                float[] found = angles.get(i).floats();
                int last = expected.length - head / 2;
                Difference.float32(Arrays.copyOf(expected, last), Arrays.copyOf(found, last))
                        .require("near positions");
                Difference.float32(expected, found, FAR).require("all positions");
            }
        }
    }

    @ParameterizedTest(name = "heads of {0}")
    @CsvSource({"8", "16"})
    void halvesOfAHeadTurnAgainstOneAnother(int head) throws IOException {
        String name = "rotary.head" + head;
        try (Program program = program("3D", head)) {
            long[] table = PIECES.shape(name + ".cos");
            Tensor rotated =
                    program.runOne(
                            "rotate",
                            device.runtime()
                                    .of(
                                            PIECES.floats(name + ".query"),
                                            PIECES.shape(name + ".query")),
                            device.runtime().of(PIECES.floats(name + ".cos"), table),
                            device.runtime().of(PIECES.floats(name + ".sin"), table));
            Difference.float32(PIECES.floats(name + ".rotated"), rotated.floats()).require(name);
        }
    }

    private static Tensor positions() {
        long[] positions = FACTS.get("positions").longs();
        return device.runtime().of(positions, 3, positions.length / 3);
    }

    private static Program program(String type, int head) throws IOException {
        Facts read = ReferenceValues.facts(ReferenceDecoder.class, "decoder-head16/config.json");
        ObjectNode llm = (ObjectNode) new JsonMapper().readTree(read.get("llm_config").toString());
        llm.put("head_dim", head);
        llm.withObject("rope_scaling").put("type", type);
        DecoderConfig config =
                DecoderConfig.read(ConfigSection.parse(llm.toString(), "heads of " + head));
        Kernels kernels = new Kernels(Precision.FLOAT32, device.runtime().kernels());
        ProgramSource.Builder source = new ProgramSource.Builder("Rotary");
        kernels.addTo(source);
        new DecoderNetwork(config, new Parameters().scope()).addTo(new Methods(source, kernels));
        return device.runtime().load(source.build());
    }
}
