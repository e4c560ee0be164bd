package io.mingle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.event.Generation;
import io.mingle.api.gui.ActOptions;
import io.mingle.api.gui.AgentRun;
import io.mingle.api.gui.AgentStep;
import io.mingle.api.gui.Confirmation;
import io.mingle.api.gui.GuiAgent;
import io.mingle.api.gui.LastingRun;
import io.mingle.api.gui.RunEnd;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.Broker;
import io.mingle.itests.device.ScriptedModel;
import io.mingle.itests.device.StillPhone;
import io.mingle.itests.harness.Callers;
import io.mingle.itests.harness.InFramework;
import io.mingle.itests.harness.Swap;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * The agent, and who brings a device, are replaced in the middle of runs. The system property
 * {@code soak.swaps.agent} says how often.
 */
@InFramework
@Timeout(600)
class AgentSwapIT {

    private static final int SWAPS = Integer.getInteger("soak.swaps.agent", 20);
    private static final int CALLERS = 4;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String SIMULATED = "sim:7/en/360x640";

    private ServiceRegistration<Understanding> model;

    /** Goes before the model that is installed, which has not learnt to act. */
    private void think(BundleContext context, Understanding with) {
        Dictionary<String, Object> first = new Hashtable<>();
        first.put(Constants.SERVICE_RANKING, 1000);
        model = context.registerService(Understanding.class, with, first);
    }

    @AfterEach
    void stopThinking() {
        model.unregister();
    }

    private static Generation<AgentRun> begin(Broker broker, String device) {
        return LastingRun.act(
                call -> broker.generate(GuiAgent.class, LIMIT, call),
                "Look around",
                ActOptions.on(device).withConfirmation(Confirmation.NONE));
    }

    private static AgentRun whole(AgentRun run) {
        assertEquals(RunEnd.SUCCESS, run.end(), run.reason());
        assertEquals(
                List.of(1, 2, 3, ScriptedModel.STEPS),
                run.steps().stream().map(AgentStep::number).toList());
        return run;
    }

    @Test
    void noRunIsLostWhileTheAgentIsReplaced(Broker broker, BundleContext context) throws Exception {
        think(context, ScriptedModel.ready());
        Bundle agent = Swap.bundle(context, "io.mingle.gui");
        try (Callers callers =
                new Callers(CALLERS, () -> whole(begin(broker, SIMULATED).join(LIMIT).result()))) {
            for (int swap = 0; swap < SWAPS; swap++) {
                callers.awaitCalls(1);
                Swap.again(agent);
            }
            callers.awaitCalls(CALLERS + 1);
            assertTrue(callers.calls() >= SWAPS, callers.calls() + " runs");
        }
    }

    @Test
    void noRunIsLostWhileWhoBringsTheDeviceIsReplaced(Broker broker, BundleContext context)
            throws Exception {
        think(context, ScriptedModel.ready());
        Bundle phone = context.installBundle("memory:phone", StillPhone.jar("1.0.0"));
        phone.start();
        try (Callers callers =
                new Callers(CALLERS, () -> whole(begin(broker, "still").join(LIMIT).result()))) {
            for (int swap = 1; swap <= SWAPS; swap++) {
                callers.awaitCalls(1);
                Swap.update(phone, StillPhone.jar("1.0." + swap));
            }
            callers.awaitCalls(CALLERS + 1);
        } finally {
            phone.uninstall();
        }
    }

    /** The agent stops for good, as it does after half a minute otherwise. */
    @Test
    void aRunThatIsNotWaitedForIsGoneOnWithByTheNextAgent(
            Broker broker, BundleContext context, ConfigurationAdmin configurations)
            throws Exception {
        ScriptedModel holding = ScriptedModel.holding();
        think(context, holding);
        Configuration impatient = configurations.getConfiguration("io.mingle.broker", "?");
        Dictionary<String, Object> soon = new Hashtable<>();
        soon.put("drainTimeoutMillis", 100L);
        impatient.update(soon);
        try {
            Generation<AgentRun> run = begin(broker, SIMULATED);
            holding.awaitThird();
            Swap.again(Swap.bundle(context, "io.mingle.gui"));
            holding.goOn();
            whole(run.join(LIMIT).result());
        } finally {
            impatient.delete();
        }
    }

    @Test
    void theClassesOfAnOldAgentAreCollected(Broker broker, BundleContext context) throws Exception {
        think(context, ScriptedModel.ready());
        Bundle agent = Swap.bundle(context, "io.mingle.gui");
        whole(begin(broker, SIMULATED).join(LIMIT).result());
        WeakReference<ClassLoader> old = Swap.loader(agent);

        Swap.again(agent);

        whole(begin(broker, SIMULATED).join(LIMIT).result());
        assertTrue(Swap.isCollected(old), "the old class loader is still held");
    }
}
