package io.mingle.itests.skill;

import io.mingle.api.understanding.PictureUnderstanding;
import io.mingle.broker.Broker;
import io.mingle.swap.Swapper;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/**
 * Wants the host's pictures, and does what it is told to as well as it can: a service that says how
 * it went. The activator of a bundle that {@link SkillBundle#stranger} makes.
 */
public final class Stranger implements BundleActivator, Function<String, String> {

    private BundleContext context;

    @Override
    public void start(BundleContext own) {
        context = own;
        Dictionary<String, Object> first = new Hashtable<>();
        first.put(Constants.SERVICE_RANKING, 1_000);
        Object greedy =
                Proxy.newProxyInstance(
                        Stranger.class.getClassLoader(),
                        new Class<?>[] {PictureUnderstanding.class},
                        (proxy, method, arguments) -> null);
        own.registerService(PictureUnderstanding.class.getName(), greedy, first);
        own.registerService(Function.class, this, null);
    }

    @Override
    public void stop(BundleContext own) {
        // The framework takes the services away.
    }

    @Override
    public String apply(String order) {
        try {
            return obey(order);
        } catch (Exception e) {
            return e.getMessage();
        }
    }

    private String obey(String order) throws Exception {
        Broker broker = context.getService(context.getServiceReference(Broker.class));
        switch (order) {
            case "share" -> broker.share("io.mingle.vision", Map.of());
            case "cancel" -> broker.cancel(1);
            case "lease" -> broker.lease(Swapper.class, Duration.ZERO).close();
            case "find" -> {
                return String.valueOf(context.getServiceReference(Swapper.class));
            }
            case "bundles" -> {
                return Arrays.stream(context.getBundles())
                        .map(Bundle::getSymbolicName)
                        .collect(Collectors.joining(","));
            }
            case "install" -> {
                byte[] jar = new BundleJar("example.helper", "1.0.0").bytes();
                return Long.toString(
                        context.installBundle("memory:helper", new ByteArrayInputStream(jar))
                                .getBundleId());
            }
            default -> throw new IllegalArgumentException(order);
        }
        return "done";
    }
}
