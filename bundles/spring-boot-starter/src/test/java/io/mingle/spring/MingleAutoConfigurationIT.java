package io.mingle.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.conversation.Conversation;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import io.mingle.host.Mingle;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.autoconfigure.health.HealthContributorAutoConfiguration;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Applications of Spring Boot with nothing but the starter and their properties. */
@Timeout(600)
class MingleAutoConfigurationIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir private Path folder;

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        MingleAutoConfiguration.class,
        HealthContributorAutoConfiguration.class
    })
    static class Application {}

    @Configuration(proxyBeanMethods = false)
    static class OwnMingle {

        @Bean
        Mingle own() {
            return Mingle.builder().patience(LIMIT).start();
        }
    }

    private static ConfigurableApplicationContext start(
            Map<String, String> properties, Class<?>... sources) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put("spring.main.banner-mode", "off");
        all.put("mingle.framework[mingle.engine.threads]", "1");
        return new SpringApplicationBuilder(sources).properties(all).run();
    }

    private static String answer(Mingle mingle) {
        return mingle.ask(Conversation.of("What is this?")).join(LIMIT).result().text();
    }

    @Test
    void mingleIsABeanThatAnswersAndEndsWithTheContext() {
        Mingle mingle;
        try (ConfigurableApplicationContext context = start(Map.of(), Application.class)) {
            mingle = context.getBean(Mingle.class);
            assertTrue(!answer(mingle).isEmpty());
            Health health =
                    context.getBean("mingleHealthIndicator", HealthIndicator.class).health();
            assertEquals(Status.UP, health.getStatus());
            assertEquals("nano", health.getDetails().get("model"));
        }
        assertThrows(MingleException.class, () -> answer(mingle));
    }

    @Test
    void aSkillThatIsCopiedIntoTheFolderCanBeCalled() throws Exception {
        Path skills = folder.resolve("skills");
        try (ConfigurableApplicationContext context =
                start(Map.of("mingle.skills", skills.toString()), Application.class)) {
            Path jar =
                    Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                            .map(Path::of)
                            .filter(it -> it.getFileName().toString().contains("skill.alttext"))
                            .findFirst()
                            .orElseThrow();
            Files.copy(jar, skills.resolve(jar.getFileName()));

            assertEquals("alt-text", awaited(context.getBean(Mingle.class), "alt-text"));
        }
    }

    /** Asks for a skill until the folder has been looked into. */
    private static String awaited(Mingle mingle, String skill) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try {
                return mingle.skill(skill).name();
            } catch (InvalidRequestException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                Thread.sleep(50);
            }
        }
    }

    @Test
    void aModelThatIsNotThereIsToldByTheHealth() {
        Path missing = folder.resolve("missing");
        try (ConfigurableApplicationContext context =
                start(Map.of("mingle.model", missing.toString()), Application.class)) {
            Health health =
                    context.getBean("mingleHealthIndicator", HealthIndicator.class).health();
            assertEquals(Status.DOWN, health.getStatus());
            String message = health.getDetails().toString();
            assertTrue(message.contains(missing.toString()), message);
        }
    }

    @Test
    void anApplicationsOwnMingleIsLeftAlone() {
        try (ConfigurableApplicationContext context =
                start(Map.of(), OwnMingle.class, Application.class)) {
            assertEquals(List.of("own"), List.of(context.getBeanNamesForType(Mingle.class)));
            assertSame(context.getBean("own"), context.getBean(Mingle.class));
        }
    }
}
