package io.mingle.host.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.error.MingleException;
import io.mingle.api.model.InstalledModel;
import io.mingle.api.model.MemoryReport;
import io.mingle.api.model.MemoryUse;
import io.mingle.api.skill.SkillDescription;
import io.mingle.broker.Lease;
import io.mingle.host.Mingle;
import io.mingle.host.console.Table;
import io.mingle.host.console.Units;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mingle skills}: what is installed, how it is, and what memory it takes. */
@Command(
        name = "skills",
        description =
                "Lists what is installed, its state, version and memory, and what skills take.")
final class SkillsCommand implements Callable<Integer> {

    private static final Duration MOMENT = Duration.ofMillis(500);

    private final Session session;

    @Mixin private ModelOption model;

    @Mixin private SkillsOption folder;

    @Option(names = "--json", description = "Print one JSON object instead of a table.")
    private boolean json;

    SkillsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Mingle mingle = session.start(model.directory(), folder.once())) {
            Optional<MingleException> absence = OfferedSkills.awaitModel(session, mingle);
            List<MemoryUse> uses =
                    ask(mingle, MemoryReport.class, MemoryReport::uses).orElse(List.of());
            List<SkillView> skills = SkillView.list(mingle, uses);
            if (json) {
                session.out().println(Json.line(object(mingle, skills, uses)));
            } else {
                print(mingle, skills, uses);
            }
            absence.ifPresent(it -> ErrorLine.print(it, session.err(), session.verbose()));
        }
        return ExitCode.OK;
    }

    private void print(Mingle mingle, List<SkillView> skills, List<MemoryUse> uses) {
        Table table = new Table(List.of("SKILL", "BUNDLE", "VERSION", "STATE", "MEMORY"));
        for (SkillView skill : skills) {
            table.row(
                    List.of(
                            skill.name(),
                            skill.bundle(),
                            skill.version(),
                            skill.state(),
                            Units.bytes(skill.memory())));
        }
        session.out().print(table);
        skills.stream()
                .map(SkillView::problem)
                .filter(problem -> !problem.isEmpty())
                .distinct()
                .forEach(session.out()::println);
        List<SkillDescription> offered = OfferedSkills.now(mingle);
        if (!offered.isEmpty()) {
            session.out().println();
            session.out().println("To be called with 'mingle run':");
            offered.forEach(it -> OfferedSkills.print(it, session.out()));
        }
        ask(mingle, InstalledModel.class, SkillsCommand::describe)
                .ifPresent(
                        line -> {
                            session.out().println();
                            session.out().println(line);
                        });
        ask(mingle, MemoryReport.class, MemoryReport::limit)
                .ifPresent(limit -> session.out().println(describe(uses, limit)));
    }

    private static String describe(InstalledModel model) {
        return String.format(
                Locale.ROOT,
                "Model %s, %.2f M parameters, in %s",
                model.name(),
                model.parameters() / 1e6,
                model.directory());
    }

    private static String describe(List<MemoryUse> uses, long limit) {
        StringBuilder line = new StringBuilder("Memory ");
        line.append(
                Units.bytes(
                        uses.stream().filter(MemoryUse::counts).mapToLong(MemoryUse::bytes).sum()));
        line.append(" of ").append(Units.bytes(limit));
        for (MemoryUse use : uses) {
            line.append(use == uses.get(0) ? ": " : ", ");
            line.append(use.owner()).append(' ').append(use.purpose()).append(' ');
            line.append(Units.bytes(use.bytes()));
        }
        return line.toString();
    }

    private static ObjectNode object(Mingle mingle, List<SkillView> skills, List<MemoryUse> uses) {
        ObjectNode object = Json.object();
        ArrayNode list = object.putArray("skills");
        for (SkillView skill : skills) {
            ObjectNode entry = list.addObject();
            entry.put("skill", skill.name()).put("bundle", skill.bundle());
            entry.put("version", skill.version()).put("state", skill.state());
            entry.put("memory_bytes", skill.memory());
            if (!skill.problem().isEmpty()) {
                entry.put("problem", skill.problem());
            }
        }
        ArrayNode callable = object.putArray("callable");
        OfferedSkills.now(mingle).forEach(it -> callable.add(OfferedSkills.object(it)));
        ask(mingle, InstalledModel.class, Function.identity())
                .ifPresent(
                        it ->
                                object.putObject("model")
                                        .put("name", it.name())
                                        .put("directory", it.directory().toString())
                                        .put("parameters", it.parameters()));
        ObjectNode memory = object.putObject("memory");
        ask(mingle, MemoryReport.class, MemoryReport::limit)
                .ifPresent(limit -> memory.put("limit_bytes", limit));
        ArrayNode held = memory.putArray("uses");
        uses.forEach(
                use ->
                        held.addObject()
                                .put("owner", use.owner())
                                .put("purpose", use.purpose())
                                .put("bytes", use.bytes()));
        return object;
    }

    private static <T, R> Optional<R> ask(
            Mingle mingle, Class<T> service, Function<T, R> question) {
        try (Lease<T> lease = mingle.broker().lease(service, MOMENT)) {
            return Optional.of(question.apply(lease.service()));
        } catch (MingleException e) {
            return Optional.empty();
        }
    }
}
