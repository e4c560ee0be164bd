package com.example.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The application as it is shipped: one jar, with all that it depends on as jars inside. */
@Timeout(300)
class ServiceIT {

    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

    private static Process process;
    private static String address;

    @BeforeAll
    static void start() throws Exception {
        process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx1g",
                                "-jar",
                                System.getProperty("service.jar"),
                                "--server.port=0",
                                "--server.address=127.0.0.1",
                                "--management.endpoint.health.show-details=always")
                        .redirectErrorStream(true)
                        .start();
        BufferedReader output = process.inputReader();
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            Matcher started = PORT.matcher(line);
            if (started.find()) {
                address = "http://127.0.0.1:" + started.group(1);
                break;
            }
        }
        assertTrue(address != null, said.toString());
        Thread rest = new Thread(() -> output.lines().forEach(line -> {}), "output");
        rest.setDaemon(true);
        rest.start();
    }

    @AfterAll
    static void stop() throws Exception {
        process.destroy();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
    }

    private static String call(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString()).body();
    }

    @Test
    void anUploadedPictureIsAskedAbout() throws Exception {
        BufferedImage image = new BufferedImage(224, 224, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 224, 224);
        graphics.setColor(Color.BLUE);
        graphics.fillRect(70, 60, 90, 90);
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        ImageIO.write(image, "png", picture);

        URI ask = URI.create(address + "/ask?question=What%20colour%20is%20the%20square%3F");
        assertEquals(
                "blue",
                call(
                        HttpRequest.newBuilder(ask)
                                .header("Content-Type", "image/png")
                                .POST(BodyPublishers.ofByteArray(picture.toByteArray()))));
    }

    @Test
    void theHealthOfTheApplicationTellsOfMingle() throws Exception {
        String health =
                call(HttpRequest.newBuilder(URI.create(address + "/actuator/health")).GET());
        assertTrue(health.contains("\"mingle\":{\"status\":\"UP\""), health);
    }
}
