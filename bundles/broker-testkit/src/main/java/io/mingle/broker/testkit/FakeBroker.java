package io.mingle.broker.testkit;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Generation;
import io.mingle.broker.Broker;
import io.mingle.broker.Call;
import io.mingle.broker.Lease;
import io.mingle.broker.Provider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;

/**
 * A broker without a framework, for tests of what calls others: they put in whom it is to call.
 *
 * <pre>{@code
 * FakeBroker broker = new FakeBroker().with(Understanding.class, (asked, options) -> Answers.of("red"));
 * Generation<SkillResult> result = new ColourSkill(broker).invoke(request);
 * assertEquals(List.of(), broker.calls());
 * }</pre>
 *
 * <p>It does as {@link Broker} has it, with these exceptions: it never waits, what is not there is
 * missed at once; of several services that match, the one that was put in first is led to; weights
 * of versions are noted and change nothing. All methods may be called from any thread.
 */
public final class FakeBroker implements Broker {

    private static final String BUNDLE = "io.mingle.fake";
    private static final String VERSION = "1.0.0";

    private final List<FakeService> services = new CopyOnWriteArrayList<>();
    private final List<Provider> leaving = new CopyOnWriteArrayList<>();
    private final List<FakeLease<?>> leases = new CopyOnWriteArrayList<>();
    private final Map<String, Map<String, Integer>> shares = new ConcurrentHashMap<>();
    private volatile Runnable onAbsence = () -> {};

    /** Creates a broker that nobody has put anything in. */
    public FakeBroker() {}

    /**
     * Puts a service in.
     *
     * @param service its interface
     * @param provider does the work
     * @param properties what filters see, as a component has them: {@code "name=colour"}
     * @param <T> its interface
     * @return this
     * @throws InvalidRequestException if a property has no {@code =}
     */
    public <T> FakeBroker with(Class<T> service, T provider, String... properties) {
        Map<String, String> values = new HashMap<>();
        for (String property : properties) {
            int end = property.indexOf('=');
            if (end < 1) {
                throw new InvalidRequestException(
                        "A service was put in with the property '%s'. Write name=value."
                                .formatted(property));
            }
            values.put(property.substring(0, end), property.substring(end + 1));
        }
        services.add(new FakeService(service, provider, values));
        return this;
    }

    /**
     * Takes services away. Leases on them stay.
     *
     * @param provider what was put in, under whatever interfaces
     * @return this
     */
    public FakeBroker without(Object provider) {
        services.removeIf(it -> it.provider() == provider);
        return this;
    }

    /**
     * Lists a service as being stopped behind one lease: nobody is led to it.
     *
     * @param service its interface
     * @param bundle the symbolic name of its bundle
     * @return this
     */
    public FakeBroker withLeaving(Class<?> service, String bundle) {
        leaving.add(new Provider(service.getName(), bundle, VERSION, Provider.DRAINING, 1));
        return this;
    }

    /**
     * Says what happens when somebody looks for what is not there, before that is told.
     *
     * @param hook may put it in for the next one who looks
     * @return this
     */
    public FakeBroker onAbsence(Runnable hook) {
        onAbsence = hook;
        return this;
    }

    @Override
    public <T> Lease<T> lease(Class<T> service, Duration wait) {
        return take(service, null);
    }

    @Override
    public <T> Lease<T> lease(Class<T> service, String filter, Duration wait) {
        return take(service, filter);
    }

    private <T> FakeLease<T> take(Class<T> service, String filter) {
        Filter wanted = filter == null ? null : filter(filter);
        for (FakeService each : services) {
            if (each.service() == service
                    && (wanted == null || wanted.matches(each.properties()))) {
                FakeLease<T> lease =
                        new FakeLease<>(
                                service.cast(each.provider()),
                                service.getName(),
                                BUNDLE + " " + VERSION,
                                leases::remove);
                leases.add(lease);
                return lease;
            }
        }
        onAbsence.run();
        throw SkillUnavailableException.absent(
                "Nobody provides %s%s here. Put it in with FakeBroker.with."
                        .formatted(service.getName(), filter == null ? "" : " " + filter),
                null);
    }

    private static Filter filter(String filter) {
        try {
            return FrameworkUtil.createFilter(filter);
        } catch (InvalidSyntaxException e) {
            throw new InvalidRequestException(
                    "The filter '%s' cannot be read (%s). Write it as RFC 4515 has it, for example (name=ask)."
                            .formatted(filter, e.getMessage()),
                    e);
        }
    }

    @Override
    public <T, R> Generation<R> generate(
            Class<T> service, Duration wait, Function<? super T, Generation<R>> call) {
        return generate(service, null, wait, call);
    }

    @Override
    public <T, R> Generation<R> generate(
            Class<T> service,
            String filter,
            Duration wait,
            Function<? super T, Generation<R>> call) {
        FakeLease<T> lease = take(service, filter);
        try {
            return lease.until(call.apply(lease.service()));
        } catch (RuntimeException | Error e) {
            lease.close();
            throw e;
        }
    }

    @Override
    public List<Provider> providers() {
        List<Provider> all = new ArrayList<>(leaving);
        for (FakeService each : services) {
            long held = leases.stream().filter(it -> it.isOn(each.provider())).count();
            all.add(
                    new Provider(
                            each.service().getName(),
                            BUNDLE,
                            VERSION,
                            Provider.ACTIVE,
                            Math.toIntExact(held)));
        }
        return List.copyOf(all);
    }

    @Override
    public List<Call> calls() {
        return leases.stream().map(FakeLease::call).toList();
    }

    @Override
    public boolean cancel(long number) {
        return leases.stream().anyMatch(it -> it.cancel(number));
    }

    @Override
    public void share(String bundle, Map<String, Integer> weights) {
        shares.put(bundle, Map.copyOf(weights));
        shares.values().removeIf(Map::isEmpty);
    }

    @Override
    public Map<String, Map<String, Integer>> shares() {
        return Map.copyOf(shares);
    }

    @Override
    public Map<String, Long> lost() {
        return Map.of();
    }

    private record FakeService(Class<?> service, Object provider, Map<String, String> properties) {}
}
