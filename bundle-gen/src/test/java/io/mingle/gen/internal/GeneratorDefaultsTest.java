package io.mingle.gen.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.BrokenModelException;
import io.mingle.model.ConfigSection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratorDefaultsTest {

    private static GeneratorDefaults of(String json) {
        return GeneratorDefaults.of(ConfigSection.parse(json, "config.json"));
    }

    @Test
    void aModelWithoutAWordDrawsAsThePublishedOne() {
        assertEquals(new GeneratorDefaults(30, 5, 1, List.of()), of("{}"));
    }

    @Test
    void aModelSaysHowItDrawsAndWhatItMarksWith() {
        assertEquals(
                new GeneratorDefaults(12, 2.5, 1.5, List.of(0xff0000, 0x00ffff)),
                of(
                        """
                        {"image_gen_steps": 12, "image_gen_guidance": 2.5,
                         "image_gen_image_guidance": 1.5, "image_gen_marks": "ff0000, 00FFFF"}
                        """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"red", "ff00000", "ff0000;00ffff", "#ff0000"})
    void whatIsNoColourIsToldByItsKey(String marks) {
        BrokenModelException error =
                assertThrows(
                        BrokenModelException.class,
                        () -> of("{\"image_gen_marks\": \"%s\"}".formatted(marks)));
        assertTrue(error.getMessage().contains("image_gen_marks"), error.getMessage());
    }
}
