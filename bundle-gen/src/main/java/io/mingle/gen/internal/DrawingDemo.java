package io.mingle.gen.internal;

import io.mingle.api.content.Picture;
import io.mingle.api.demo.Demo;
import io.mingle.api.demo.DemoCase;
import io.mingle.api.demo.DemoOutcome;
import io.mingle.api.error.InternalException;
import io.mingle.api.error.SkillUnavailableException;
import io.mingle.api.model.InstalledModel;
import io.mingle.api.skill.SkillResult;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Draws and changes shapes; a model that has no generator is not asked. */
@Component(property = "name=" + DrawSkill.NAME)
public final class DrawingDemo implements Demo {

    private static final String SEED = "seed";

    private final PictureGenerator generator;

    @Activate
    public DrawingDemo(@Reference PictureGenerator generator) {
        this.generator = generator;
    }

    @Override
    public List<DemoCase> cases() {
        GeneratorFolder folder;
        try {
            folder = generator.folder();
        } catch (SkillUnavailableException e) {
            return List.of();
        }
        List<DemoCase> cases = new ArrayList<>();
        cases.add(drawing("a red circle"));
        cases.add(drawing("two yellow stars"));
        cases.add(drawing("a green triangle above a blue square"));
        if (folder.model().config().has("vision_config")) {
            cases.add(changing("make the circle red"));
        }
        return cases;
    }

    @Override
    public List<String> remarks(InstalledModel model) {
        return cases().isEmpty()
                ? List.of()
                : List.of(
                        "What is drawn, people judge: all of it with the seed 1, whatever came"
                                + " out.");
    }

    private static DemoCase drawing(String prompt) {
        return DemoCase.of("Draw: " + prompt, DrawSkill.NAME, Map.of("prompt", prompt, SEED, 1))
                .judgedBy(DrawingDemo::outcome);
    }

    private static DemoCase changing(String instruction) {
        return DemoCase.of(
                        "Edit: " + instruction,
                        EditSkill.NAME,
                        Map.of("picture", picture(), "instruction", instruction, SEED, 1))
                .judgedBy(DrawingDemo::outcome);
    }

    private static DemoOutcome outcome(SkillResult result) {
        DemoOutcome shown = DemoOutcome.of(result);
        String line =
                result.values().get("pictures") instanceof List<?> all
                                && all.get(0) instanceof Map<?, ?> first
                        ? "%s × %s pixels".formatted(first.get("width"), first.get("height"))
                        : shown.line();
        return new DemoOutcome(shown.verdict(), shown.expected(), line, shown.shown());
    }

    private static Picture picture() {
        String name = "circle-and-square.png";
        try (InputStream in = DrawingDemo.class.getResourceAsStream("/demo/" + name)) {
            return Picture.read(name, in);
        } catch (IOException e) {
            throw new InternalException(
                    "The picture '%s' of the bundle that draws cannot be closed (%s). Build it anew with ./mvnw package."
                            .formatted(name, e.getMessage()),
                    e);
        }
    }
}
