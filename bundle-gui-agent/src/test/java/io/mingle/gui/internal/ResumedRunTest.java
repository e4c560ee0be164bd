package io.mingle.gui.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.CancelledException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.gui.ActOptions;
import io.mingle.api.gui.Acted;
import io.mingle.api.gui.Action;
import io.mingle.api.gui.AgentRun;
import io.mingle.api.gui.AgentStep;
import io.mingle.api.gui.AgentStep.Outcome;
import io.mingle.api.gui.Confirmation;
import io.mingle.api.gui.GuiAgent;
import io.mingle.api.gui.Key;
import io.mingle.api.gui.LastingRun;
import io.mingle.api.gui.RecordedStep;
import io.mingle.api.gui.Recording;
import io.mingle.api.gui.RunEnd;
import io.mingle.api.gui.device.DeviceProvider;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.testkit.Answers;
import io.mingle.broker.testkit.FakeBroker;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ResumedRunTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final ActOptions FREE =
            ActOptions.on("fake").withConfirmation(Confirmation.NONE).withDryRun(false);
    private static final Action BACK = new Action.Press(Key.BACK);

    private final FakeDevice device = new FakeDevice();
    private final List<String> prompts = new ArrayList<>();
    private final List<String> replies = new ArrayList<>();
    private final FakeBroker broker =
            new FakeBroker()
                    .with(DeviceProvider.class, device, DeviceProvider.SCHEME + "=fake")
                    .with(
                            Understanding.class,
                            (conversation, options) -> {
                                prompts.add(conversation.messages().get(0).text());
                                return Answers.of(replies.remove(0));
                            });
    private final ActingAgent agent = new ActingAgent(broker);

    @BeforeEach
    void beReal() {
        device.real = true;
    }

    private static RecordedStep step(Action action, Outcome outcome, String note) {
        return new RecordedStep("", "So far.", "", Optional.of(action), outcome, note);
    }

    private static Recording recording(RecordedStep... steps) {
        return new Recording("Go on", "fake", List.of(steps));
    }

    @Test
    void whatWasDoneIsTheHistoryOfWhatFollows() {
        replies.add("done()");
        AgentRun run =
                agent.resume(
                                recording(
                                        step(BACK, Outcome.DONE, ""),
                                        step(new Action.Type("x"), Outcome.FAILED, "No field."),
                                        step(BACK, Outcome.REFUSED, "A person refused it.")),
                                FREE)
                        .join(LIMIT)
                        .result();
        assertEquals(RunEnd.SUCCESS, run.end());
        assertEquals(List.of(3), run.steps().stream().map(AgentStep::number).toList());
        assertEquals(List.of(), device.performed, "the device is as it was left");
        assertTrue(
                prompts.get(0)
                        .startsWith(
                                "Goal: Go on\nPrevious actions:\n1. back()\n2. type(text=\"x\") -"
                                        + " No field.\n"),
                prompts.get(0));
        assertTrue(prompts.get(0).contains("So far."), prompts.get(0));
    }

    @Test
    void aSimulationIsBroughtToWhereItWas() {
        device.real = false;
        replies.add("done()");
        Action tap = new Action.Type("y");
        agent.resume(
                        recording(
                                step(BACK, Outcome.DONE, ""),
                                step(tap, Outcome.FAILED, "No field."),
                                step(new Action.Wait(), Outcome.DONE, "")),
                        FREE)
                .join(LIMIT);
        assertEquals(List.of(BACK), device.performed);
    }

    @Test
    void whatHasEndedOrTellsNothingIsNotGoneOnWith() {
        RecordedStep done = step(BACK, Outcome.DONE, "");
        for (Recording none :
                List.of(
                        recording(done, step(new Action.Done(), Outcome.END, "")),
                        Recording.ofReplies("Go on", "fake", List.of("back()", "back()")))) {
            InvalidRequestException refused =
                    assertThrows(InvalidRequestException.class, () -> agent.resume(none, FREE));
            assertTrue(
                    refused.getMessage().startsWith("A run was to be gone on"),
                    refused::getMessage);
        }
        assertThrows(
                InvalidRequestException.class,
                () -> agent.resume(recording(done), FREE.withMaxSteps(1)));
        assertThrows(InvalidRequestException.class, () -> agent.resume(null, FREE));
        assertEquals(0, device.closed, "it was never opened");
    }

    @Test
    void aTraceOfARunThatWasGoneOnWithHasAllOfIt() throws IOException {
        replies.addAll(List.of("back()", "answer(text=\"7\")"));
        Recording before = recording(step(BACK, Outcome.DONE, ""), step(BACK, Outcome.TOLD, ""));
        AgentRun run = agent.resume(before, FREE).join(LIMIT).result();
        ByteArrayOutputStream trace = new ByteArrayOutputStream();
        WrittenReports reports = new WrittenReports();
        reports.trace(before, run, trace);
        Recording read = reports.read(new ByteArrayInputStream(trace.toByteArray()));
        assertEquals(
                List.of(Outcome.DONE, Outcome.DONE, Outcome.END),
                read.steps().stream().map(RecordedStep::outcome).toList());
        assertEquals(Optional.of(BACK), read.steps().get(1).action());
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        reports.html(run, page);
        assertTrue(page.toString().contains("gone on with after step 1"), page::toString);
    }

    /** Breaks off after some steps, as the broker does where an agent is stopped for good. */
    private static Generation<AgentRun> cut(Generation<AgentRun> run, int after) {
        return GenerationChannel.produce(
                "cut",
                channel -> {
                    List<AgentStep> seen = new ArrayList<>();
                    Updates.of(
                            run,
                            update -> {
                                if (seen.size() < after) {
                                    channel.publish(update);
                                }
                                if (update instanceof Acted acted) {
                                    seen.add(acted.step());
                                }
                                if (seen.size() == after) {
                                    run.cancel();
                                }
                            });
                    throw new SkillUnavailableException("It was replaced.");
                });
    }

    @Test
    void aRunOutlastsItsAgent() {
        FakeBroker lasting =
                new FakeBroker()
                        .with(DeviceProvider.class, device, DeviceProvider.SCHEME + "=fake")
                        .with(
                                Understanding.class,
                                (conversation, options) -> {
                                    String prompt = conversation.messages().get(0).text();
                                    return Answers.of(
                                            prompt.contains("\n3. ") ? "done()" : "back()");
                                });
        List<Integer> cuts = new ArrayList<>(List.of(2, 1));
        LastingRun.Caller caller =
                call -> {
                    Generation<AgentRun> run = call.apply(new ActingAgent(lasting));
                    return cuts.isEmpty() ? run : cut(run, cuts.remove(0));
                };
        AgentRun run = LastingRun.act(caller, "Go on", FREE).join(LIMIT).result();
        assertEquals(RunEnd.SUCCESS, run.end());
        assertEquals(List.of(1, 2, 3, 4), run.steps().stream().map(AgentStep::number).toList());
    }

    @Test
    void whatBreaksOffAgainAndAgainIsTold() {
        List<Function<GuiAgent, Generation<AgentRun>>> calls = new ArrayList<>();
        LastingRun.Caller caller =
                call -> {
                    calls.add(call);
                    return GenerationChannel.produce(
                            "broken",
                            channel -> {
                                throw new SkillUnavailableException("No model.");
                            });
                };
        Generation<AgentRun> run = LastingRun.act(caller, "Go on", FREE);
        SkillUnavailableException told =
                assertThrows(SkillUnavailableException.class, () -> run.join(LIMIT));
        assertEquals("No model.", told.getMessage());
        assertEquals(4, calls.size());
    }

    @Test
    void whoWasWaitedForInVainIsNotWaitedForAgain() {
        FakeBroker without =
                new FakeBroker()
                        .with(DeviceProvider.class, device, DeviceProvider.SCHEME + "=fake");
        AtomicInteger calls = new AtomicInteger();
        LastingRun.Caller caller =
                call -> {
                    calls.incrementAndGet();
                    return call.apply(new ActingAgent(without));
                };
        Generation<AgentRun> run = LastingRun.act(caller, "Go on", FREE);
        SkillUnavailableException told =
                assertThrows(SkillUnavailableException.class, () -> run.join(LIMIT));
        assertTrue(told.getMessage().contains(Understanding.class.getName()), told::getMessage);
        assertEquals(1, calls.get());
    }

    @Test
    void aLastingRunIsCancelledAsAnyOther() {
        GenerationChannel<AgentRun> never = new GenerationChannel<>();
        never.onCancel(never::cancelled);
        Generation<AgentRun> run = LastingRun.act(call -> never, "Go on", FREE);
        run.cancel();
        assertThrows(CancelledException.class, () -> run.join(LIMIT));
    }
}
