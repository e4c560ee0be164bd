package io.mingle.http.internal;

import java.lang.reflect.Proxy;
import java.util.Map;

/** A configuration as the component runtime makes it: what is not named has its default. */
final class Settings {

    private Settings() {}

    static HttpSettings with(Map<String, Object> values) {
        return (HttpSettings)
                Proxy.newProxyInstance(
                        Settings.class.getClassLoader(),
                        new Class<?>[] {HttpSettings.class},
                        (proxy, method, arguments) ->
                                values.getOrDefault(method.getName(), method.getDefaultValue()));
    }
}
