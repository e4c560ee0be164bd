package io.mingle.broker.internal;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;

/** Makes its service when it is first got and notes when nobody uses it any more. */
final class CountingFactory implements ServiceFactory<Object> {

    final AtomicInteger made = new AtomicInteger();
    final AtomicInteger unmade = new AtomicInteger();
    private final Supplier<Object> maker;

    CountingFactory(Supplier<Object> maker) {
        this.maker = maker;
    }

    @Override
    public Object getService(Bundle bundle, ServiceRegistration<Object> registration) {
        made.incrementAndGet();
        return maker.get();
    }

    @Override
    public void ungetService(
            Bundle bundle, ServiceRegistration<Object> registration, Object service) {
        unmade.incrementAndGet();
    }
}
