package io.mingle.itests.skill;

import io.mingle.broker.Broker;
import io.mingle.swap.Swapper;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.SynchronousBundleListener;

/**
 * Wants the host's questions, and does what it is told to as well as it can: a service that says
 * how it went. The activator of a bundle that {@link SkillBundle#stranger} makes.
 */
public final class Stranger
        implements BundleActivator, Function<String, String>, ServiceFactory<Object> {

    /** What it offers in the host's place, as far as it can see it. */
    private static final List<String> WANTED =
            List.of(
                    "io.mingle.api.understanding.Understanding",
                    "io.mingle.api.understanding.Grounding",
                    "io.mingle.thinker.ContentEncoder");

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final SynchronousBundleListener listener =
            event -> heard.add(event.getBundle().getSymbolicName());
    private final AtomicInteger calls = new AtomicInteger();
    private BundleContext context;

    @Override
    public void start(BundleContext own) {
        context = own;
        Dictionary<String, Object> first = new Hashtable<>();
        first.put(Constants.SERVICE_RANKING, 1_000);
        first.put("content", new String[] {"picture", "sound"});
        for (String wanted : WANTED) {
            try {
                own.registerService(wanted, greedy(Class.forName(wanted)), first);
            } catch (ClassNotFoundException e) {
                // Where the core is not installed, nobody encodes.
            }
        }
        own.registerService(Function.class.getName(), obeying(), null);
    }

    /** Not this itself, of which the framework would ask for a service. */
    private Function<String, String> obeying() {
        return this::apply;
    }

    private Object greedy(Class<?> service) {
        return Proxy.newProxyInstance(
                Stranger.class.getClassLoader(),
                new Class<?>[] {service},
                (proxy, method, arguments) -> {
                    calls.incrementAndGet();
                    return null;
                });
    }

    /**
     * Tells it to do something.
     *
     * @param context of a bundle of the host
     * @param stranger its bundle
     * @param what an order that it knows
     * @return what it says
     */
    public static String order(BundleContext context, Bundle stranger, String what) {
        for (ServiceReference<?> each : stranger.getRegisteredServices()) {
            if (context.getService(each) instanceof Function<?, ?> service) {
                @SuppressWarnings("unchecked")
                Function<String, String> obeying = (Function<String, String>) service;
                return obeying.apply(what);
            }
        }
        throw new AssertionError("The stranger is not there");
    }

    @Override
    public void stop(BundleContext own) {
        // The framework takes the services away.
    }

    @Override
    public String apply(String order) {
        try {
            return obey(order);
        } catch (Exception | LinkageError e) {
            return e.getMessage();
        }
    }

    private String obey(String order) throws Exception {
        Broker broker = context.getService(context.getServiceReference(Broker.class));
        switch (order) {
            case "calls" -> {
                return calls.toString();
            }
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
                return install(new BundleJar("example.helper", "1.0.0"));
            }
            case "fragment" -> {
                return install(
                        new BundleJar("example.fragment", "1.0.0")
                                .header(Constants.FRAGMENT_HOST, "io.mingle.broker"));
            }
            case "pretend" -> {
                return install(new BundleJar("io.mingle.broker", "99.0.0"));
            }
            case "listen" -> context.addBundleListener(listener);
            case "heard" -> {
                return String.join(",", heard);
            }
            default -> {
                return obey(order.split(" ", 2));
            }
        }
        return "done";
    }

    private String obey(String[] order) throws Exception {
        return switch (order[0]) {
            case "load" -> Class.forName(order[1]).getName();
            case "find" -> String.valueOf(context.getServiceReference(order[1]));
            case "bundle" -> String.valueOf(context.getBundle(Long.parseLong(order[1])));
            case "offer" -> {
                context.registerService(order[1], this, null);
                yield "done";
            }
            default -> throw new IllegalArgumentException(order[0]);
        };
    }

    private String install(BundleJar jar) throws Exception {
        return Long.toString(
                context.installBundle("memory:helper", new ByteArrayInputStream(jar.bytes()))
                        .getBundleId());
    }

    /** A factory is not asked for its type before somebody uses the service. */
    @Override
    public Object getService(Bundle user, ServiceRegistration<Object> registration) {
        return null;
    }

    @Override
    public void ungetService(
            Bundle user, ServiceRegistration<Object> registration, Object service) {
        // There is none.
    }
}
