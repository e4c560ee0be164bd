package io.mingle.segmentation.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.mingle.segmentation.decode.AlignmentSettings;
import io.mingle.segmentation.decode.BoxSettings;
import io.mingle.segmentation.decode.DepthSettings;
import io.mingle.segmentation.decode.EdgeSettings;
import io.mingle.segmentation.decode.MaskSettings;
import io.mingle.segmentation.decode.PaletteSettings;
import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Every constant that drawings are read with can be configured. */
class ReadingSettingsTest {

    private static <T> void check(Class<T> settings, Function<T, Object> read, Object usual) {
        assertEquals(usual, read.apply(Settings.with(settings, "", null)), settings::getName);
        for (Method setting : settings.getDeclaredMethods()) {
            Object other = other(setting.getDefaultValue());
            assertNotEquals(
                    usual,
                    read.apply(Settings.with(settings, setting.getName(), other)),
                    () -> settings.getSimpleName() + "." + setting.getName());
        }
    }

    private static Object other(Object value) {
        if (value instanceof Integer whole) {
            return whole + 1;
        }
        return value instanceof Double number ? (Object) (number / 2) : new double[] {0.3};
    }

    @Test
    void eachSettingCountsAndItsDefaultIsTheUsualValue() {
        check(ToneSettings.class, it -> new Tones(it).settings(), AlignmentSettings.USUAL);
        check(OutlineSettings.class, it -> new Outlines(it).settings(), MaskSettings.USUAL);
        check(RegionSettings.class, it -> new Regions(it).settings(), PaletteSettings.USUAL);
        check(BoxLineSettings.class, it -> new BoxReading(it).settings(), BoxSettings.USUAL);
        check(
                LineSettings.class,
                it -> {
                    Lines lines = new Lines(it);
                    return List.of(lines.edges(), lines.depths());
                },
                List.of(EdgeSettings.USUAL, DepthSettings.USUAL));
    }

    @Test
    void withoutOpacitiesTheUsualOnesAreTried() {
        RegionSettings none = Settings.with(RegionSettings.class, "opacities", new double[0]);
        assertEquals(PaletteSettings.USUAL, new Regions(none).settings());
    }
}
