package io.mingle.segmentation.internal;

import java.lang.reflect.Proxy;

/** The settings of a component that nobody has configured. */
final class Settings {

    static final SegmentationSettings USUAL = with("", null);

    private Settings() {}

    /** Returns the usual settings but for one. */
    static SegmentationSettings with(String name, Object value) {
        return (SegmentationSettings)
                Proxy.newProxyInstance(
                        Settings.class.getClassLoader(),
                        new Class<?>[] {SegmentationSettings.class},
                        (proxy, method, arguments) ->
                                method.getName().equals(name) ? value : method.getDefaultValue());
    }
}
