package io.mingle.shell.internal;

import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.broker.Broker;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
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

    @Activate
    public InvokeCommand(@Reference Broker broker, BundleContext context) {
        this.broker = broker;
        this.context = context;
    }

    /** Calls a skill that needs no arguments. */
    @Descriptor("calls a skill without arguments")
    public void invoke(CommandSession session, @Descriptor("the skill's name") String skill) {
        invoke(session, skill, "{}");
    }

    /** Calls a skill. Without quotes, Gogo would take braces for a program. */
    @Descriptor("calls a skill by its name, and shows the result as it comes")
    public void invoke(
            CommandSession session,
            @Descriptor("the skill's name") String skill,
            @Descriptor(
                            "its arguments, a JSON object in single quotes, for example"
                                    + " '{\"question\": \"…\", \"pictures\": [\"a.png\"]}'; where"
                                    + " the skill wants a picture or a sound, the path of its file")
                    String arguments) {
        List<String> names = names();
        if (!names.contains(skill)) {
            throw new InvalidRequestException(
                    "There is no skill '%s'. %s."
                            .formatted(
                                    skill,
                                    names.isEmpty()
                                            ? "There is none at all; install a bundle with one"
                                            : "There are: " + String.join(", ", names)));
        }
        Generation answer =
                broker.generate(
                        Skill.class,
                        "(name=" + skill + ")",
                        PATIENCE,
                        it -> it.invoke(request(it, skill, arguments)));
        Printer.show(answer, session.getConsole());
    }

    private static SkillRequest request(Skill skill, String name, String arguments) {
        return new SkillRequest(
                SkillArguments.read(name, arguments, skill.description().inputSchema()),
                GenerationOptions.GREEDY);
    }

    private List<String> names() {
        try {
            return context.getServiceReferences(Skill.class, null).stream()
                    .map(it -> it.getProperty("name"))
                    .filter(Objects::nonNull)
                    .map(Object::toString)
                    .distinct()
                    .sorted()
                    .toList();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("There is no filter that could be wrong", e);
        }
    }
}
