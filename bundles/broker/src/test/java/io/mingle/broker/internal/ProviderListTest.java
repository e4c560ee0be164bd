package io.mingle.broker.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mingle.api.model.ModelSource;
import io.mingle.api.skill.Skill;
import io.mingle.broker.Lease;
import io.mingle.broker.Provider;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProviderListTest extends BrokerFixture {

    @Test
    void servicesOfTheApiAreListedBeforeTheyAreLeased() {
        provider.getBundleContext()
                .registerService(
                        new String[] {Skill.class.getName(), ModelSource.class.getName()},
                        new CountingFactory(() -> null),
                        null);
        register(() -> "hello");

        assertEquals(
                List.of(active(ModelSource.class, 0), active(Skill.class, 0)), broker.providers());
    }

    @Test
    void otherServicesAreListedOnceTheyHaveBeenLeased() {
        register(() -> "one");
        register(() -> "two");
        Lease<Greeter> first = broker.lease(Greeter.class, NOT);
        Lease<Greeter> second = broker.lease(Greeter.class, NOT);

        assertEquals(2, broker.providers().stream().mapToInt(Provider::leases).sum());
        assertEquals(2, broker.providers().size());
        first.close();
        second.close();
        assertEquals(
                List.of(active(Greeter.class, 0), active(Greeter.class, 0)), broker.providers());
    }

    private static Provider active(Class<?> service, int leases) {
        return new Provider(service.getName(), "test.provider", "1.2.3", Provider.ACTIVE, leases);
    }
}
