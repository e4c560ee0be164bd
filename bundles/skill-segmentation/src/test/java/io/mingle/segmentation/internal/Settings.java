package io.mingle.segmentation.internal;

import java.lang.reflect.Proxy;

/** Settings of components, as they are where nobody has configured them, or with one changed. */
final class Settings {

    static final SegmentationSettings USUAL = with("", null);

    private Settings() {}

    /** Returns the usual settings but for one. */
    static SegmentationSettings with(String name, Object value) {
        return with(SegmentationSettings.class, name, value);
    }

    /** Returns the usual settings of some kind but for one. */
    static <T> T with(Class<T> settings, String name, Object value) {
        return settings.cast(
                Proxy.newProxyInstance(
                        Settings.class.getClassLoader(),
                        new Class<?>[] {settings},
                        (proxy, method, arguments) ->
                                method.getName().equals(name) ? value : method.getDefaultValue()));
    }

    private static <T> T usual(Class<T> settings) {
        return with(settings, "", null);
    }

    /** Returns what reads drawings, where all further settings are the usual ones. */
    static Decoders decoders(SegmentationSettings settings) {
        return new Decoders(
                settings,
                new Tones(usual(ToneSettings.class)),
                new Outlines(usual(OutlineSettings.class)),
                new Regions(usual(RegionSettings.class)),
                new BoxReading(usual(BoxLineSettings.class)),
                new Lines(usual(LineSettings.class)));
    }
}
