package io.mingle.segmentation.internal;

import java.lang.reflect.Proxy;

/** The settings of a component that nobody has configured. */
final class Settings {

    static final SegmentationSettings USUAL =
            (SegmentationSettings)
                    Proxy.newProxyInstance(
                            Settings.class.getClassLoader(),
                            new Class<?>[] {SegmentationSettings.class},
                            (proxy, method, arguments) -> method.getDefaultValue());

    private Settings() {}
}
