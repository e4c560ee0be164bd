package com.example.application;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TalkTest {

    @Test
    void twoQuestionsGetAnAnswerEach(@TempDir Path folder) throws Exception {
        BufferedImage image = new BufferedImage(224, 224, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 224, 224);
        graphics.setColor(Color.BLUE);
        graphics.fillRect(70, 60, 90, 90);
        Path picture = folder.resolve("square.png");
        ImageIO.write(image, "png", picture.toFile());

        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Talk.main(new String[] {picture.toString()});
        } finally {
            System.setOut(before);
        }
        assertEquals(2, printed.toString(StandardCharsets.UTF_8).lines().count());
    }
}
