package io.mingle.broker.internal;

import io.mingle.api.event.Generation;
import io.mingle.broker.Broker;
import io.mingle.broker.Call;
import io.mingle.broker.Lease;
import io.mingle.broker.Provider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/**
 * The broker as one bundle has it, which makes known who calls: what a bundle asks for while its
 * own calls are waited for has to be given to it, or they would never end.
 */
@Component(scope = ServiceScope.BUNDLE)
public final class ClientBroker implements Broker {

    private final LeasingBroker broker;
    private final long client;

    @Activate
    public ClientBroker(@Reference LeasingBroker broker, ComponentContext context) {
        this(broker, context.getUsingBundle().getBundleId());
    }

    /**
     * Creates it without Declarative Services.
     *
     * @param client the number of the bundle that calls
     */
    ClientBroker(LeasingBroker broker, long client) {
        this.broker = broker;
        this.client = client;
    }

    @Override
    public <T> Lease<T> lease(Class<T> service, Duration wait) {
        return broker.lease(client, service, wait);
    }

    @Override
    public <T> Lease<T> lease(Class<T> service, String filter, Duration wait) {
        return broker.lease(client, service, filter, wait);
    }

    @Override
    public <T, R> Generation<R> generate(
            Class<T> service, Duration wait, Function<? super T, Generation<R>> call) {
        return broker.generate(client, service, wait, call);
    }

    @Override
    public <T, R> Generation<R> generate(
            Class<T> service,
            String filter,
            Duration wait,
            Function<? super T, Generation<R>> call) {
        return broker.generate(client, service, filter, wait, call);
    }

    @Override
    public List<Provider> providers() {
        return broker.providers();
    }

    @Override
    public List<Call> calls() {
        return broker.calls();
    }

    @Override
    public boolean cancel(long number) {
        return broker.cancel(client, number);
    }

    @Override
    public void share(String bundle, Map<String, Integer> weights) {
        broker.share(client, bundle, weights);
    }

    @Override
    public Map<String, Map<String, Integer>> shares() {
        return broker.shares();
    }

    @Override
    public Map<String, Long> lost() {
        return broker.lost();
    }
}
