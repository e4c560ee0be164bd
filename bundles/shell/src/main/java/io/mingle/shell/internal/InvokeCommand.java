package io.mingle.shell.internal;

import static java.util.stream.Collectors.joining;

import io.mingle.api.content.Text;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.broker.Broker;
import io.mingle.broker.RegisteredSkills;
import io.mingle.json.MediaPaths;
import io.mingle.json.MediaTarget;
import io.mingle.json.SkillJson;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Calls skills by their names. */
@Component(
        service = InvokeCommand.class,
        property = {"osgi.command.scope=mingle", "osgi.command.function=invoke"})
public final class InvokeCommand {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Broker broker;
    private final BundleContext context;
    private final Path here;

    @Activate
    public InvokeCommand(@Reference Broker broker, BundleContext context) {
        this(broker, context, Path.of("").toAbsolutePath());
    }

    /**
     * Creates the command.
     *
     * @param here what relative paths are relative to, and where files are written
     */
    InvokeCommand(Broker broker, BundleContext context, Path here) {
        this.broker = broker;
        this.context = context;
        this.here = here;
    }

    /** Calls a skill that needs no arguments. */
    @Descriptor("calls a skill without arguments")
    public void invoke(CommandSession session, @Descriptor("the skill's name") String skill) {
        invoke(session, skill, "{}");
    }

    /** Calls a skill. Without quotes, Gogo would take braces for a program. */
    @Descriptor(
            "calls a skill by its name, and shows the result as it comes; pictures, sounds and"
                    + " videos become files in the folder in which Mingle was started")
    public void invoke(
            CommandSession session,
            @Descriptor("the skill's name") String skill,
            @Descriptor(
                            "its arguments, a JSON object in single quotes, for example"
                                    + " '{\"question\": \"…\", \"pictures\": [\"a.png\"]}'; where"
                                    + " the skill wants a picture, sound or video, the path of its"
                                    + " file")
                    String arguments) {
        List<String> names = RegisteredSkills.names(context);
        if (!names.contains(skill)) {
            throw new InvalidRequestException(
                    "There is no skill '%s'. %s."
                            .formatted(
                                    skill,
                                    names.isEmpty()
                                            ? "There is none at all; install a bundle with one"
                                            : "There are: " + String.join(", ", names)));
        }
        AtomicBoolean text = new AtomicBoolean();
        Generation<SkillResult> made =
                broker.generate(
                        Skill.class,
                        "(name=" + skill + ")",
                        PATIENCE,
                        it -> {
                            text.set(SkillJson.makesText(it.description()));
                            return it.invoke(request(it.description(), arguments));
                        });
        Printer.show(
                made,
                session.getConsole(),
                (result, streamed) -> rest(result, streamed, text.get()));
    }

    /** What has been streamed is not shown again, and a text alone not as JSON. */
    private String rest(SkillResult result, String streamed, boolean text) {
        Map<String, Object> left = new LinkedHashMap<>(result.values());
        left.values().removeIf(value -> !streamed.isEmpty() && words(value).equals(streamed));
        if (text) {
            return left.values().stream().map(InvokeCommand::words).collect(joining());
        }
        MediaTarget files = MediaTarget.folder(here, "", "");
        return left.isEmpty() ? "" : SkillJson.result(new SkillResult(left), files);
    }

    private static String words(Object value) {
        return value instanceof Text text ? text.text() : Objects.toString(value, "");
    }

    private SkillRequest request(SkillDescription skill, String arguments) {
        return new SkillRequest(
                SkillJson.arguments(skill, arguments, MediaPaths.in(here)),
                GenerationOptions.GREEDY);
    }
}
