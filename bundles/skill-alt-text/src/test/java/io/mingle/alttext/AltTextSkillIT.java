package io.mingle.alttext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.MingleException;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.broker.Lease;
import io.mingle.host.Mingle;
import io.mingle.testkit.SkillTest;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.wiring.BundleRevision;

@SkillTest
class AltTextSkillIT {

    @TempDir Path folder;

    private void square(String file, Color colour) throws Exception {
        BufferedImage image = new BufferedImage(224, 224, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(0xF0F0F0));
        graphics.fillRect(0, 0, 224, 224);
        graphics.setColor(colour);
        graphics.fillRect(70, 60, 90, 90);
        ImageIO.write(image, "png", folder.resolve(file).toFile());
    }

    private String texts(Mingle mingle, Path of, String question) {
        SkillRequest request =
                new SkillRequest(
                        Map.of("folder", of.toString(), "question", question),
                        GenerationOptions.GREEDY);
        SkillResult result =
                mingle.invoke("alt-text", request).join(Duration.ofMinutes(2)).result();
        return result.values().get("text").toString();
    }

    @Test
    void everyPictureGetsALine(Mingle mingle) throws Exception {
        square("one.png", Color.RED);
        square("two.png", Color.BLUE);
        Files.writeString(folder.resolve("notes.txt"), "no picture");

        List<String> lines = texts(mingle, folder, "What colour is the square?").lines().toList();

        assertEquals(List.of("one.png\tred", "two.png\tblue"), lines);
    }

    /** A wire would have the skill stopped whenever vision is replaced. */
    @Test
    void whatItNeedsIsNoWire(Mingle mingle) {
        try (Lease<Skill> lease = mingle.lease(Skill.class, "(name=alt-text)")) {
            Bundle bundle = FrameworkUtil.getBundle(lease.service().getClass());
            BundleRevision revision = bundle.adapt(BundleRevision.class);
            assertEquals(1, revision.getDeclaredRequirements("io.mingle.modality").size());
            assertEquals(List.of(), revision.getWiring().getRequiredWires("io.mingle.modality"));
        }
    }

    @Test
    void aFolderThatIsNotThereIsSaid(Mingle mingle) {
        MingleException error =
                assertThrows(
                        MingleException.class,
                        () -> texts(mingle, folder.resolve("missing"), "What is it?"));
        assertTrue(error.getMessage().contains("missing"), error.getMessage());
    }
}
