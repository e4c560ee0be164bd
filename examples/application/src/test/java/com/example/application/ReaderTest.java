package com.example.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.cfg.PackageVersion;
import io.mingle.host.Mingle;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReaderTest {

    @TempDir private Path folder;

    @Test
    void mingleAnswersBesideTheApplicationsOwnJackson() throws Exception {
        BufferedImage image = new BufferedImage(224, 224, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 224, 224);
        graphics.setColor(Color.BLUE);
        graphics.fillRect(70, 60, 90, 90);
        Path picture = folder.resolve("square.png");
        ImageIO.write(image, "png", picture.toFile());

        try (Mingle mingle = Mingle.start()) {
            assertEquals(
                    "{\"answer\":\"blue\"}",
                    Reader.answer(mingle, picture, "What colour is the square?"));
        }
        assertEquals("2.15.4", PackageVersion.VERSION.toString());
    }

    @Test
    void whatIsSharedIsOnTheClassPathOnce() throws Exception {
        for (String name :
                List.of(
                        "io/mingle/host/Mingle",
                        "io/mingle/api/skill/Skill",
                        "io/mingle/broker/Broker",
                        "io/mingle/swap/Swapper",
                        "org/slf4j/Logger",
                        "org/osgi/framework/Bundle",
                        "com/fasterxml/jackson/databind/ObjectMapper")) {
            List<?> places =
                    Collections.list(
                            ClassLoader.getSystemClassLoader().getResources(name + ".class"));
            assertEquals(1, places.size(), places.toString());
        }
    }

    @Test
    void whatMingleUsesInsideIsNotOnTheClassPath() {
        for (String name :
                List.of(
                        "picocli.CommandLine",
                        "me.tongfei.progressbar.ProgressBar",
                        "io.mingle.host.command.MingleCommand",
                        "io.mingle.model.ModelFolder",
                        "ai.djl.engine.Engine",
                        "com.google.gson.Gson",
                        "org.apache.felix.scr.impl.Activator")) {
            assertThrows(ClassNotFoundException.class, () -> Class.forName(name));
        }
    }
}
