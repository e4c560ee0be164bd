package io.mingle.gui.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.BrokenModelException;
import io.mingle.api.gui.ActionKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptStyleTest {

    private static final Set<ActionKind> ALL = EnumSet.allOf(ActionKind.class);

    @TempDir Path model;

    private PromptStyle style(String config) throws IOException {
        Files.writeString(model.resolve("config.json"), config);
        return PromptStyle.of(model);
    }

    @Test
    void aCheckpointSaysHowItIsAskedAndOneThatSaysNothingIsToldEverything() throws IOException {
        assertEquals(PromptStyle.FULL, style("{\"llm_config\": {}}"));
        assertEquals(PromptStyle.FULL, style("{\"mingle\": {\"act_prompt\": \"full\"}}"));
        assertEquals(PromptStyle.COMPACT, style("{\"mingle\": {\"act_prompt\": \"compact\"}}"));
    }

    @Test
    void whatIsNoStyleOrNoConfigurationIsExplained() {
        String unknown =
                assertThrows(
                                BrokenModelException.class,
                                () -> style("{\"mingle\": {\"act_prompt\": \"terse\"}}"))
                        .getMessage();
        assertTrue(
                unknown.endsWith(
                        "names the prompt '\"terse\"' for acting. It has to be full or compact."),
                unknown);
        String broken =
                assertThrows(BrokenModelException.class, () -> style("{\"mingle\"")).getMessage();
        assertTrue(broken.contains("cannot be"), broken);
        assertThrows(BrokenModelException.class, () -> PromptStyle.of(model.resolve("none")));
    }

    @Test
    void inFewWordsTheGoalAndTheLastActionsAreTold() {
        List<String> history = List.of("home()", "back()", "done()", "wait()");
        assertEquals(
                "Goal: Go.\nDone: back(); done(); wait()\nLook out.\nNext?",
                PromptStyle.COMPACT.text(
                        "Go.", history, "Well.", List.of("Look out."), ActionForm.CALLS, ALL));
        assertEquals(
                "Goal: Go.\nNext?",
                PromptStyle.COMPACT.text("Go.", List.of(), "", List.of(), ActionForm.CALLS, ALL));
    }
}
