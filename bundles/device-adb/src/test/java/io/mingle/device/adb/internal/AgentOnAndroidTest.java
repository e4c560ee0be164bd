package io.mingle.device.adb.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.gui.ActOptions;
import io.mingle.api.gui.AgentRun;
import io.mingle.api.gui.AgentStep;
import io.mingle.api.gui.Confirmation;
import io.mingle.api.gui.LastingRun;
import io.mingle.api.gui.RunEnd;
import io.mingle.api.gui.device.DeviceProvider;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.testkit.Answers;
import io.mingle.broker.testkit.FakeBroker;
import io.mingle.device.adb.fake.FakeAdbd;
import io.mingle.device.adb.fake.FakePhone;
import io.mingle.gui.internal.ActingAgent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The agent, with a script in the model's place, on a phone behind a daemon. */
@Timeout(120)
class AgentOnAndroidTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir private Path keys;

    private final FakePhone phone = new FakePhone();
    private final List<String> prompts = new ArrayList<>();
    private volatile Runnable whileThinking = () -> {};
    private FakeAdbd adbd;
    private ActingAgent agent;

    @BeforeEach
    void start() throws IOException {
        adbd = new FakeAdbd(phone);
        Understanding model =
                (conversation, options) -> {
                    String prompt = conversation.messages().get(0).text();
                    prompts.add(prompt);
                    whileThinking.run();
                    return Answers.of(prompt.contains("\n2. ") ? "done()" : "click(x=0.25,y=0.3)");
                };
        agent =
                new ActingAgent(
                        new FakeBroker()
                                .with(
                                        DeviceProvider.class,
                                        new AdbDeviceProvider(keys, 1, Duration.ZERO),
                                        DeviceProvider.SCHEME + "=adb")
                                .with(Understanding.class, model));
    }

    @AfterEach
    void stop() throws IOException {
        adbd.close();
    }

    private ActOptions careful() {
        return ActOptions.on("adb:" + adbd.address()).withApprovalLimit(Duration.ZERO);
    }

    private AgentRun run(ActOptions options) {
        return agent.act("Go on", options).join(LIMIT).result();
    }

    @Test
    void aPhoneIsOnlyToldAboutUnlessThatIsAskedFor() {
        AgentRun told = run(careful());
        assertEquals(RunEnd.DRY_RUN, told.end());
        assertEquals(List.of(), phone.inputs);
        AgentRun done = run(careful().withDryRun(false));
        assertEquals(RunEnd.SUCCESS, done.end());
        assertEquals(List.of("input tap 135 360", "input tap 135 360"), phone.inputs);
        assertEquals("adb:FAKE0001", done.device());
    }

    @Test
    void appsOfAPhoneAreAllowedByTheirPackages() {
        ActOptions settings = careful().withDryRun(false).withApps(Set.of("com.android.settings"));
        assertEquals(RunEnd.SUCCESS, run(settings).end());
        AgentRun other = run(settings.withApps(Set.of("org.example.tea")));
        assertEquals(RunEnd.REFUSED, other.end());
        assertTrue(other.reason().contains("'com.android.settings' is in front"), other::reason);
    }

    @Test
    void aPhoneThatIsUnpluggedEndsTheRunAndIsGoneOnWithWhenItIsBack() {
        AtomicBoolean pulled = new AtomicBoolean();
        phone.before =
                command -> {
                    if (phone.inputs.size() == 1
                            && command.startsWith("input")
                            && pulled.compareAndSet(false, true)) {
                        adbd.unplug();
                    }
                };
        ActOptions options = careful().withDryRun(false);
        SkillUnavailableException gone =
                assertThrows(SkillUnavailableException.class, () -> run(options));
        assertTrue(gone.getMessage().contains("has gone away"), gone::getMessage);
        phone.inputs.clear();
        pulled.set(false);
        AgentRun whole =
                LastingRun.act(call -> call.apply(agent), "Go on", options).join(LIMIT).result();
        assertEquals(RunEnd.SUCCESS, whole.end());
        assertEquals(List.of(1, 2, 3), whole.steps().stream().map(AgentStep::number).toList());
    }

    @Test
    void whatIsMeantForAScreenThatWasTurnedIsNotDone() {
        AtomicBoolean turned = new AtomicBoolean();
        whileThinking =
                () -> {
                    if (turned.compareAndSet(false, true)) {
                        phone.turn();
                    }
                };
        AgentRun run = run(careful().withDryRun(false).withConfirmation(Confirmation.NONE));
        assertEquals(
                "Not done: the screen was turned meanwhile. Look again.",
                run.steps().get(0).note());
        assertEquals(1, phone.inputs.size());
    }

    @Test
    void aBlackScreenIsToldAndWhatIsNotKnownIsAskedAbout() {
        phone.secure = FakePhone.Secure.REFUSED;
        phone.tree = "<hierarchy/>";
        AgentRun run = run(careful().withDryRun(false));
        assertEquals(RunEnd.REFUSED, run.end());
        assertTrue(run.reason().contains("the device does not tell what is there"), run::reason);
        assertTrue(prompts.get(0).contains("The screen is black"), prompts.get(0));
        assertEquals(List.of(), phone.inputs);
    }

    @Test
    void aWindowThatMustNotBePhotographedIsToldToBeBlackThoughItsTreeIsKnown() {
        phone.secure = FakePhone.Secure.BLACK;
        assertEquals(RunEnd.DRY_RUN, run(careful()).end());
        assertTrue(prompts.get(0).contains("The screen is black"), prompts.get(0));
    }

    @Test
    void anAppThatNeverRestsIsNotWaitedForForever() {
        phone.moving = true;
        AgentRun run =
                run(
                        careful()
                                .withDryRun(false)
                                .withConfirmation(Confirmation.NONE)
                                .withStillLimit(Duration.ofMillis(1)));
        assertEquals(RunEnd.SUCCESS, run.end());
        assertEquals("The screen went on moving.", run.steps().get(0).note());
    }
}
