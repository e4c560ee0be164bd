package io.mingle.broker.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.event.Usage;
import io.mingle.broker.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceRegistration;

/** Who is being stopped may find that what it calls has gone before it. */
class SuccessionTest extends BrokerFixture {

    private static final SkillUnavailableException REFUSAL =
            new SkillUnavailableException("What this stands on has gone.");

    private final List<Greeter> called = new ArrayList<>();

    @Test
    void theNextProviderAnswersForOneThatIsBeingStoppedAndCannot() throws Exception {
        Greeter old = () -> "old";
        GenerationChannel<String> source = new GenerationChannel<>();
        Greeter next = streaming(source);
        ServiceRegistration<Greeter> registration = register(old);
        List<CompletableFuture<Void>> unregistering = new ArrayList<>();

        Generation<String> generation =
                broker.generate(
                        Greeter.class,
                        LONG,
                        greeter -> {
                            called.add(greeter);
                            if (greeter == old) {
                                unregistering.add(
                                        CompletableFuture.runAsync(registration::unregister));
                                awaitDraining();
                                register(next);
                                throw REFUSAL;
                            }
                            return greeter.stream();
                        });

        unregistering.get(0).get(10, TimeUnit.SECONDS);
        assertEquals(List.of(old, next), called);
        assertEquals(1, broker.providers().get(0).leases());
        source.finished(source.text(), Usage.NONE);
        assertEquals(0, broker.providers().get(0).leases());
        generation.join(LONG);
    }

    @Test
    void aProviderThatStaysHasTheLastWord() {
        register(() -> "hello");
        register(() -> "hello again");

        assertSame(
                REFUSAL,
                assertThrows(
                        SkillUnavailableException.class,
                        () ->
                                broker.generate(
                                        Greeter.class,
                                        LONG,
                                        greeter -> {
                                            called.add(greeter);
                                            throw REFUSAL;
                                        })));
        assertEquals(1, called.size());
        assertEquals(0, broker.providers().stream().mapToInt(Provider::leases).sum());
    }

    private void awaitDraining() {
        while (broker.providers().stream().noneMatch(it -> it.state().equals(Provider.DRAINING))) {
            Thread.onSpinWait();
        }
    }
}
