package io.mingle.http.internal;

import java.lang.reflect.Proxy;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** A registry that knows the names of skills. */
record Services(List<String> skills) {

    BundleContext context() {
        return (BundleContext)
                Proxy.newProxyInstance(
                        Services.class.getClassLoader(),
                        new Class<?>[] {BundleContext.class},
                        (proxy, method, arguments) ->
                                skills.stream().map(Services::reference).toList());
    }

    private static ServiceReference<?> reference(String name) {
        return (ServiceReference<?>)
                Proxy.newProxyInstance(
                        Services.class.getClassLoader(),
                        new Class<?>[] {ServiceReference.class},
                        (proxy, method, arguments) -> name);
    }
}
