package io.mingle.api.skill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Video;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.understanding.GenerationOptions;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;
import org.junit.jupiter.api.Test;

class SkillRequestTest {

    @Test
    void argumentsAreCopiedDeeply() {
        List<Object> pages = new ArrayList<>(List.of(1, 2));
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("pages", pages);
        arguments.put("scan", new Picture("a.png", new byte[] {1}));
        arguments.put("nothing", null);
        SkillRequest request = new SkillRequest(arguments, GenerationOptions.GREEDY);
        Map<String, Object> before = new HashMap<>(arguments);
        pages.add(3);
        arguments.clear();

        assertEquals(List.of(1, 2), request.arguments().get("pages"));
        assertEquals(before.keySet(), request.arguments().keySet());
        assertThrows(UnsupportedOperationException.class, () -> request.arguments().clear());
    }

    @Test
    void mediaMayStandAnywhereAndAreNotPrinted() {
        Video upload = Video.of("a.mp4", new byte[] {1, 2, 3});
        Object media =
                List.of(upload, Video.of(Path.of("b.mp4")), new Sound("c.wav", new byte[] {4}));

        SkillRequest request =
                new SkillRequest(Map.of("clips", Map.of("all", media)), GenerationOptions.GREEDY);

        assertEquals(Map.of("clips", Map.of("all", media)), request.arguments());
        assertTrue(request.toString().contains("name=a.mp4, bytes=3]"), request.toString());
    }

    @Test
    void aValueOfAnotherKindIsRefusedWithItsPlace() {
        Map<String, Object> arguments = Map.of("pages", List.of(1, new Object()));

        InvalidRequestException error =
                assertThrows(
                        InvalidRequestException.class,
                        () -> new SkillRequest(arguments, GenerationOptions.GREEDY));
        assertTrue(error.getMessage().contains("arguments.pages[1]"), error.getMessage());
        assertTrue(error.getMessage().contains("java.lang.Object"), error.getMessage());
    }

    @Test
    void numbersThatCannotChangeAreTaken() {
        List<Object> numbers =
                List.of((byte) 1, (short) 2, 3, 4L, 0.5f, 0.25, BigInteger.TEN, BigDecimal.ONE);
        Map<String, Object> arguments = Map.of("numbers", numbers);

        assertEquals(arguments, new SkillRequest(arguments, GenerationOptions.GREEDY).arguments());
    }

    @Test
    void numbersThatChangeOrAreNoneAreRefused() {
        Number own =
                new BigDecimal(1) {
                    private static final long serialVersionUID = 1L;
                };
        for (Number number : List.of(new AtomicInteger(1), new DoubleAdder(), own)) {
            assertRefused(number, "arguments.n is a " + number.getClass().getName());
        }
        for (Number number :
                List.of(Double.NaN, Float.NEGATIVE_INFINITY, new BigDecimal("1e400"))) {
            assertRefused(number, "The number at arguments.n is " + number.doubleValue());
        }
    }

    private static void assertRefused(Number number, String told) {
        InvalidRequestException error =
                assertThrows(
                        InvalidRequestException.class,
                        () -> new SkillRequest(Map.of("n", number), GenerationOptions.GREEDY));
        assertTrue(error.getMessage().contains(told), error.getMessage());
        assertThrows(InvalidRequestException.class, () -> new SkillResult(Map.of("n", number)));
    }

    @Test
    void aValueThatContainsItselfIsRefused() {
        List<Object> loop = new ArrayList<>();
        loop.add(loop);

        assertThrows(
                InvalidRequestException.class,
                () -> new SkillRequest(Map.of("loop", loop), GenerationOptions.GREEDY));
    }

    @Test
    void aMapWithOtherKeysThanStringsIsRefused() {
        assertThrows(
                InvalidRequestException.class,
                () -> new SkillRequest(Map.of("map", Map.of(1, 2)), GenerationOptions.GREEDY));
    }

    @Test
    void aDescriptionNeedsANameThatCanBeTyped() {
        assertThrows(
                InvalidRequestException.class,
                () ->
                        new SkillDescription(
                                "Read it!", "1.0.0", "Reads.", "{}", SkillDescription.TEXT));
        InvalidRequestException error =
                assertThrows(
                        InvalidRequestException.class,
                        () ->
                                new SkillDescription(
                                        "read", "1.0.0", " ", "{}", SkillDescription.TEXT));
        assertTrue(error.getMessage().contains("summary"), error.getMessage());
        assertEquals(
                "read",
                new SkillDescription("read", "1.0.0", "Reads.", "{}", SkillDescription.TEXT)
                        .name());
    }
}
