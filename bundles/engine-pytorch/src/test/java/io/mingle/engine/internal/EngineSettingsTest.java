package io.mingle.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Annotation;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineSettingsTest {

    private static final Path FALLBACK = Path.of("/fallback");

    @Test
    void withoutAnySettingTheBundlesOwnLibtorchGoesIntoTheFallbackFolder() {
        EngineSettings settings = settings("", 0, Map.of(), Map.of());

        assertEquals(FALLBACK, settings.cache());
        assertNull(settings.libtorch());
        assertEquals(0, settings.threads());
    }

    @Test
    void aHostSaysHowAnotherCacheIsNamed() {
        Map<String, String> framework =
                Map.of("mingle.cache.setting", "the environment variable MINGLE_CACHE");

        assertEquals(
                "the environment variable MINGLE_CACHE",
                settings("", 0, framework, Map.of()).cacheSetting());
        assertEquals(
                "the framework property mingle.engine.cache",
                settings("", 0, Map.of(), Map.of()).cacheSetting());
    }

    @Test
    void theEnvironmentGoesBeforeTheConfigurationAndThatBeforeTheFramework() {
        Map<String, String> framework = Map.of("mingle.engine.libtorch", "/framework");
        Map<String, String> environment = Map.of("PYTORCH_LIBRARY_PATH", "/environment");

        assertEquals(absolute("/framework"), settings("", 0, framework, Map.of()).libtorch());
        assertEquals(absolute("/pid"), settings("/pid", 0, framework, Map.of()).libtorch());
        assertEquals(
                absolute("/environment"), settings("/pid", 0, framework, environment).libtorch());
    }

    @Test
    void threadsComeFromTheConfigurationOrTheFramework() {
        Map<String, String> framework = Map.of("mingle.engine.threads", "3");

        assertEquals(3, settings("", 0, framework, Map.of()).threads());
        assertEquals(5, settings("", 5, framework, Map.of()).threads());
    }

    @Test
    void aNumberOfThreadsThatIsNoneIsNamed() {
        Map<String, String> framework = Map.of("mingle.engine.threads", "many");

        String message =
                assertThrows(
                                EngineMissingException.class,
                                () -> settings("", 0, framework, Map.of()))
                        .getMessage();

        assertTrue(
                message.contains("mingle.engine.threads") && message.contains("\"many\""), message);
    }

    @Test
    void aSecondStartIsAskedForAnotherLibtorchOrOtherThreadsButNotForAnotherCache() {
        Map<String, String> elsewhere = Map.of("mingle.engine.cache", "/elsewhere");
        EngineSettings first = settings("/pid", 3, Map.of(), Map.of());

        assertFalse(settings("/pid", 3, elsewhere, Map.of()).differFrom(first));
        assertTrue(settings("/pid", 4, Map.of(), Map.of()).differFrom(first));
        assertTrue(settings("", 3, Map.of(), Map.of()).differFrom(first));
    }

    private static EngineSettings settings(
            String path,
            int threads,
            Map<String, String> framework,
            Map<String, String> environment) {
        return EngineSettings.of(
                new Configured(path, threads), framework::get, environment::get, FALLBACK);
    }

    private static Path absolute(String path) {
        return Path.of(path).toAbsolutePath();
    }

    @SuppressWarnings("ClassExplicitlyAnnotation")
    private record Configured(String path, int threads) implements EngineConfiguration {

        @Override
        public String version() {
            return "";
        }

        @Override
        public String flavor() {
            return "";
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return EngineConfiguration.class;
        }
    }
}
