package io.mingle.remote.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.api.content.Picture;
import io.mingle.api.drawing.Drawing;
import io.mingle.api.drawing.DrawingOptions;
import io.mingle.api.drawing.Drawings;
import io.mingle.api.drawing.Edit;
import io.mingle.api.drawing.Editing;
import io.mingle.api.drawing.Guidance;
import io.mingle.api.drawing.PictureSize;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Finished;
import io.mingle.broker.testkit.Heard;
import io.mingle.json.StrictJson;
import io.mingle.remote.internal.wire.Offer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pictures that other hosts draw. */
@Timeout(120)
class RemotePicturesTest {

    private static final String DRAW = "/images/generations";
    private static final String EDIT = "/images/edits";

    private static byte[] png() throws Exception {
        return picture("png");
    }

    private static byte[] picture(String format) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(5, 4, BufferedImage.TYPE_INT_RGB), format, out);
        return out.toByteArray();
    }

    private static String answer(byte[]... pictures) {
        StringBuilder data = new StringBuilder();
        for (byte[] each : pictures) {
            data.append(data.isEmpty() ? "" : ",")
                    .append("{\"b64_json\": \"")
                    .append(Base64.getEncoder().encodeToString(each))
                    .append("\", \"seed\": 9}");
        }
        return "{\"created\": 1, \"data\": [" + data + "], \"usage\": {\"input_tokens\": 3}}";
    }

    @Test
    void aPictureIsDrawnAsAskedFor() throws Exception {
        byte[] png = png();
        DrawingOptions options =
                DrawingOptions.USUAL
                        .withSize(8, 6)
                        .withSteps(12)
                        .withNegative("rain")
                        .withGuidance(
                                Guidance.USUAL.withText(4).withRescale(0.5).withInterval(0.1, 0.8))
                        .withPreviewEvery(2);
        try (ScriptedServer server =
                        new ScriptedServer().on(DRAW, line -> line.json(200, answer(png)));
                Fleet fleet = Fleet.of(Offer.DRAWING, server)) {
            Drawing drawing = fleet.service(Drawing.class);
            Finished<Drawings> drawn =
                    Heard.of(drawing.draw("two circles", options)).finished(Drawings.class);
            assertEquals(new PictureSize(5, 4), drawn.result().first().size());
            assertEquals(9, drawn.result().first().seed());
            assertEquals(12, drawn.result().first().steps());
            assertEquals(3, drawn.usage().promptTokens());
            assertTrue(drawn.warnings().get(0).startsWith("Previews were asked for"));
            assertEquals(List.of(new PictureSize(4, 3)), drawing.sizes());
            JsonNode body = StrictJson.STANDARD.read(server.asked(DRAW).get(0).text());
            assertEquals("two circles", body.path("prompt").asText());
            assertEquals("8x6", body.path("size").asText());
            assertEquals(12, body.path("num_inference_steps").asInt());
            assertEquals("rain", body.path("negative_prompt").asText());
            assertEquals(4, body.path("guidance_scale").asDouble());
            assertEquals(0.5, body.path("guidance_rescale").asDouble());
            assertEquals("0.1-0.8", body.path("guidance_interval").asText());
        }
    }

    @Test
    void aPictureIsChangedWithinItsMask() throws Exception {
        byte[] png = png();
        try (ScriptedServer server =
                        new ScriptedServer().on(EDIT, line -> line.json(200, answer(png)));
                Fleet fleet = Fleet.of(Offer.EDITING, server)) {
            Edit edit =
                    new Edit(
                            new Picture("in/a b.png", png),
                            "make it green",
                            Optional.of(new Picture("m.png", png)));
            Editing editing = fleet.service(Editing.class);
            Heard.of(editing.edit(edit, DrawingOptions.USUAL)).finished(Drawings.class);
            String body = server.asked(EDIT).get(0).text();
            assertTrue(
                    body.contains(
                            "name=\"image\"; filename=\"a_b.png\"\r\nContent-Type: image/png"),
                    body);
            assertTrue(body.contains("name=\"mask\"; filename=\"m.png\""), body);
            assertTrue(body.contains("name=\"prompt\"\r\n\r\nmake it green\r\n"), body);
            assertTrue(body.contains("name=\"model\"\r\n\r\nremote-model\r\n"), body);
            Edit several =
                    new Edit(
                            new Picture("a.png", png),
                            "as in b",
                            Optional.empty(),
                            List.of(new Picture("b.png", png)));
            Heard.of(editing.edit(several, DrawingOptions.USUAL)).finished(Drawings.class);
            String both = server.asked(EDIT).get(1).text();
            int first = both.indexOf("name=\"image[]\"; filename=\"a.png\"");
            assertTrue(first > 0, both);
            assertTrue(both.indexOf("name=\"image[]\"; filename=\"b.png\"") > first, both);
        }
    }

    @Test
    void whatIsNoPictureIsNotTakenForOne() throws Exception {
        byte[] png = png();
        byte[] giant = png();
        // The highest byte of its width.
        giant[16] = 1;
        for (String body :
                List.of(
                        answer("no picture".getBytes()),
                        answer(Arrays.copyOf(png, 20)),
                        answer(giant),
                        answer(picture("jpeg")),
                        answer(),
                        answer(png, png),
                        "{\"data\": [{\"b64_json\": \"???\"}]}",
                        "{\"data\": [{\"url\": \"http://example.org/a.png\"}]}")) {
            try (ScriptedServer server =
                            new ScriptedServer().on(DRAW, line -> line.json(200, body));
                    Fleet fleet = Fleet.of(Offer.DRAWING, server)) {
                assertEquals(
                        "internal",
                        Heard.of(
                                        fleet.service(Drawing.class)
                                                .draw("a circle", DrawingOptions.USUAL))
                                .error()
                                .code());
            }
        }
    }

    @Test
    void aPromptWithoutWordsIsRefused() throws Exception {
        try (ScriptedServer server = new ScriptedServer();
                Fleet fleet = Fleet.of(Offer.DRAWING, server)) {
            Drawing drawing = fleet.service(Drawing.class);
            assertThrows(
                    InvalidRequestException.class, () -> drawing.draw(" ", DrawingOptions.USUAL));
        }
    }
}
