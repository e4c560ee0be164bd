package io.mingle.broker.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.event.GenerationChannel;
import io.mingle.broker.Call;
import io.mingle.broker.Lease;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallsTest extends BrokerFixture {

    private final GenerationChannel<String> source = new GenerationChannel<>();

    private void provide() {
        register(streaming(source));
    }

    @Test
    void whatIsUnderWayIsListedTheOldestFirst() {
        provide();
        broker.generate(Greeter.class, NOT, Greeter::stream);
        try (Lease<Greeter> lease = broker.lease(Greeter.class, NOT)) {
            List<Call> calls = broker.calls();
            assertEquals(List.of(source.number(), 0L), calls.stream().map(Call::number).toList());
            assertEquals(Greeter.class.getName(), calls.get(0).service());
            assertEquals(lease.provider(), calls.get(1).provider());
            assertTrue(calls.get(0).age().compareTo(calls.get(1).age()) >= 0);
        }
        source.cancelled();
        assertEquals(List.of(), broker.calls());
    }

    @Test
    void aGenerationCanBeCancelledByItsNumberAndACallCannot() {
        provide();
        broker.generate(Greeter.class, NOT, Greeter::stream);
        try (Lease<Greeter> lease = broker.lease(Greeter.class, NOT)) {
            List<Call> calls = broker.calls();
            assertFalse(broker.cancel(calls.get(1).number()), "not a generation");
            assertFalse(source.isCancelled());
            assertTrue(broker.cancel(calls.get(0).number()));
            assertTrue(source.isCancelled());
            assertFalse(broker.cancel(987_654_321), "no such call");
        }
    }
}
