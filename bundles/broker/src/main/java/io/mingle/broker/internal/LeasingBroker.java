package io.mingle.broker.internal;

import io.mingle.api.error.InternalException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.MingleException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Generation;
import io.mingle.api.skill.Skill;
import io.mingle.broker.Call;
import io.mingle.broker.Lease;
import io.mingle.broker.Provider;
import io.mingle.broker.absence.ActivationFailures;
import io.mingle.broker.absence.Unrest;
import io.mingle.trust.Audit;
import io.mingle.trust.Trust;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.bundle.EventHook;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all bundles share of the broker: one {@link ServicePool} per service that has been asked
 * for.
 *
 * <p>Pools go by the name of the service's interface. A class as the key would keep the bundle that
 * defines it alive.
 */
@Component(service = LeasingBroker.class, configurationPid = "io.mingle.broker", immediate = true)
@Designate(ocd = BrokerConfiguration.class)
public final class LeasingBroker {

    private static final Logger log = LoggerFactory.getLogger(LeasingBroker.class);

    private static final String API = "io.mingle.api.";

    /** It shares out calls several times for each replacement, of which it records the whole. */
    private static final String SWAPPER = "io.mingle.swap";

    private final Trust trust;
    private final BundleContext context;
    private final Map<String, ServicePool> pools = new ConcurrentHashMap<>();
    private final Shares shares = new Shares();
    private final StoppingBundles stopping =
            new StoppingBundles(
                    () -> this.drainTimeout,
                    () -> this.pools.values().forEach(ServicePool::lookAgain));
    private final Callers callers = new Callers();
    private final Unrest unrest;
    private final Failures failures;
    private final ServiceRegistration<EventHook> hook;
    private volatile Duration drainTimeout;
    private volatile boolean closed;

    /**
     * Creates the broker.
     *
     * @param trust knows who may be led to whom
     * @param runtime knows why components could not be activated
     * @param context of the bundle that leases
     * @param configuration how it behaves
     */
    @Activate
    public LeasingBroker(
            @Reference Trust trust,
            @Reference ServiceComponentRuntime runtime,
            BundleContext context,
            BrokerConfiguration configuration) {
        this(trust, new ActivationFailures(runtime)::of, context, configuration);
    }

    /**
     * Creates it without Declarative Services.
     *
     * @param reasons finds the failure behind a service that could not be had
     */
    LeasingBroker(
            Trust trust,
            Function<ServiceReference<?>, Optional<MingleException>> reasons,
            BundleContext context,
            BrokerConfiguration configuration) {
        this.trust = trust;
        this.context = context;
        this.unrest = Unrest.watch(context, System::nanoTime);
        this.failures = new Failures(reasons, unrest::wasOverSince);
        configure(configuration);
        this.hook = context.registerService(EventHook.class, this::hear, null);
        // The names of the host's skills are its own before anybody asks for one.
        pool(Skill.class.getName()).open();
    }

    private void hear(BundleEvent event, Collection<BundleContext> contexts) {
        if (event.getType() == BundleEvent.UNINSTALLED) {
            long bundle = event.getBundle().getBundleId();
            pools.values().forEach(pool -> pool.release(bundle));
        }
        stopping.event(event, contexts);
    }

    private ServicePool pool(String service) {
        return pools.computeIfAbsent(
                service, name -> new ServicePool(context, name, trust, shares, stopping, failures));
    }

    /** Takes on a changed configuration without losing a lease. */
    @Modified
    void configure(BrokerConfiguration configuration) {
        drainTimeout = Duration.ofMillis(Math.max(0, configuration.drainTimeoutMillis()));
    }

    /** Gives no more leases and waits for those that are out, at most for the drain time-out. */
    @Deactivate
    void close() {
        if (!closed) {
            closed = true;
            hook.unregister();
            unrest.close();
        }
        pools.values().forEach(ServicePool::shut);
        Deadline deadline = Deadline.after(drainTimeout);
        pools.values().forEach(pool -> pool.drain(deadline));
    }

    <T> Lease<T> lease(long client, Class<T> service, Duration wait) {
        return open(client, service, null, wait);
    }

    <T> Lease<T> lease(long client, Class<T> service, String filter, Duration wait) {
        check(filter, "filter");
        return open(client, service, parse(filter), wait);
    }

    <T, R> Generation<R> generate(
            long client, Class<T> service, Duration wait, Function<? super T, Generation<R>> call) {
        check(call, "call");
        return begin(client, () -> open(client, service, null, wait), call);
    }

    <T, R> Generation<R> generate(
            long client,
            Class<T> service,
            String filter,
            Duration wait,
            Function<? super T, Generation<R>> call) {
        check(filter, "filter");
        check(call, "call");
        Filter parsed = parse(filter);
        return begin(client, () -> open(client, service, parsed, wait), call);
    }

    private <T, R> Generation<R> begin(
            long client,
            Supplier<ServiceLease<T>> leases,
            Function<? super T, Generation<R>> call) {
        while (true) {
            ServiceLease<T> lease = leases.get();
            try {
                return callers.during(client, () -> begin(lease, call));
            } catch (SkillUnavailableException e) {
                boolean leaving = lease.isLeaving();
                lease.close();
                if (!leaving) {
                    throw e;
                }
                log.debug("{} is being stopped and could not answer", lease.provider(), e);
            } catch (RuntimeException | Error e) {
                lease.close();
                throw e;
            }
        }
    }

    private static <T, R> Generation<R> begin(
            ServiceLease<T> lease, Function<? super T, Generation<R>> call) {
        Generation<R> source = call.apply(lease.service());
        if (source == null) {
            throw new InternalException(
                    lease.provider()
                            + " was asked to begin a generation and returned none. This is a"
                            + " fault of that bundle; report it.");
        }
        LeasedGeneration<R> generation = new LeasedGeneration<>(source, lease);
        lease.handOver(source.number(), source::cancel, generation::abandon);
        return generation.begin();
    }

    List<Provider> providers() {
        List<Provider> all = new ArrayList<>();
        pools.values().forEach(pool -> all.addAll(pool.describe()));
        for (ServiceReference<?> reference : apiServices()) {
            Bundle bundle = reference.getBundle();
            for (String service : (String[]) reference.getProperty(Constants.OBJECTCLASS)) {
                if (bundle != null && service.startsWith(API) && !pools.containsKey(service)) {
                    all.add(new TrackedService(reference, bundle).describe(service, false));
                }
            }
        }
        all.sort(
                Comparator.comparing(Provider::service)
                        .thenComparing(Provider::bundle)
                        .thenComparing(Provider::version));
        return List.copyOf(all);
    }

    List<Call> calls() {
        // One time for all: ages that were taken one after the other could be in another order.
        long now = System.nanoTime();
        return pools.values().stream()
                .flatMap(pool -> pool.calls(now).stream())
                .sorted(Comparator.comparing(Call::age).reversed())
                .toList();
    }

    boolean cancel(long client, long number) {
        refuse(client, "to cancel requests");
        return pools.values().stream().anyMatch(pool -> pool.cancel(number));
    }

    void share(long client, String bundle, Map<String, Integer> weights) {
        refuse(client, "to share out calls");
        check(bundle, "bundle");
        check(weights, "weights");
        shares.set(bundle, weights);
        record(
                client,
                bundle + (weights.isEmpty() ? " as it ranks" : " " + new TreeMap<>(weights)));
        pools.values().forEach(ServicePool::lookAgain);
    }

    private void record(long client, String shared) {
        Bundle who = context.getBundle(client);
        if (who == null || !SWAPPER.equals(who.getSymbolicName())) {
            String name = who == null ? "a bundle that is gone" : Audit.who(who);
            Audit.record("shared", shared, name, null);
        }
    }

    Map<String, Map<String, Integer>> shares() {
        return shares.all();
    }

    Map<String, Long> lost() {
        return stopping.lost();
    }

    private <T> ServiceLease<T> open(long client, Class<T> service, Filter filter, Duration wait) {
        check(service, "service");
        check(wait, "wait");
        refuseIfClosed(service);
        if (trust.withholds(client, service.getName())) {
            throw trust.refusal(client, "the use of " + service.getName());
        }
        ServicePool pool = pool(service.getName());
        pool.open();
        refuseIfClosed(service);
        return pool.lease(callers.with(client), service, filter, wait);
    }

    private void refuse(long client, String what) {
        if (trust.restricts(client)) {
            throw trust.refusal(client, what);
        }
    }

    private void refuseIfClosed(Class<?> service) {
        if (closed) {
            throw new SkillUnavailableException(
                    "A provider of "
                            + service.getName()
                            + " was asked for while the broker is being stopped. Ask the broker"
                            + " that comes after it.");
        }
    }

    private List<ServiceReference<?>> apiServices() {
        try {
            ServiceReference<?>[] found =
                    context.getAllServiceReferences(null, "(objectClass=" + API + "*)");
            return found == null ? List.of() : List.of(found);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("The filter on " + API + " cannot be read", e);
        }
    }

    private static Filter parse(String filter) {
        try {
            return FrameworkUtil.createFilter(filter);
        } catch (InvalidSyntaxException e) {
            throw new InvalidRequestException(
                    "A service was asked for with the filter '"
                            + filter
                            + "', which cannot be read ("
                            + e.getMessage()
                            + "). Write it like (name=ask).",
                    e);
        }
    }

    private static void check(Object value, String name) {
        if (value == null) {
            throw new InvalidRequestException(
                    "A service was asked for with null as the " + name + ". Pass one.");
        }
    }
}
