package com.example.colour;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.api.content.Picture;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.host.Mingle;
import io.mingle.testkit.SkillTest;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SkillTest
class ColourSkillIT {

    @Test
    void aRedSquareIsRed(Mingle mingle, @TempDir Path folder) throws Exception {
        BufferedImage image = new BufferedImage(224, 224, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 224, 224);
        graphics.setColor(Color.RED);
        graphics.fillRect(70, 60, 90, 90);
        Path picture = folder.resolve("square.png");
        ImageIO.write(image, "png", picture.toFile());

        SkillRequest request =
                new SkillRequest(
                        Map.of("picture", Picture.read(picture), "thing", "square"),
                        GenerationOptions.GREEDY);

        SkillResult result = mingle.invoke("colour", request).join(Duration.ofMinutes(2)).result();
        assertEquals("red", result.values().get("text"));
    }
}
