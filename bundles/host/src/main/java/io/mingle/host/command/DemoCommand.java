package io.mingle.host.command;

import io.mingle.api.content.Picture;
import io.mingle.api.demo.DemoOutcome.Verdict;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.error.UnwritableOutputException;
import io.mingle.api.model.InstalledModel;
import io.mingle.broker.Lease;
import io.mingle.host.Mingle;
import io.mingle.host.console.Units;
import io.mingle.host.demo.CaseReport;
import io.mingle.host.demo.DemoPage;
import io.mingle.host.launch.CacheFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mingle demo}: what the installed bundles can do, on cases that they bring. */
@Command(
        name = "demo",
        description = {
            "Runs the cases by which the installed bundles show what they do, a line for each, and"
                    + " writes a page with what went in and what came out. Pictures and sounds that"
                    + " come out are files beside it, too.",
            "A wrong answer is no failure; that nothing could be run is one.",
            ""
        })
final class DemoCommand implements Callable<Integer> {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm xxx", Locale.ROOT);

    private final Session session;

    @Mixin private ModelOption model;

    @Mixin private SkillsOption skills;

    @Option(
            names = "--page",
            paramLabel = "FILE",
            description =
                    "Where the page goes, overwritten if need be; into the cache if left out.")
    private Path page;

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME",
            description = "Whose cases to run, for example nano; those of all if left out.")
    private List<String> names = List.of();

    DemoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        long begun = System.nanoTime();
        Path folder = CacheFolder.ofThisUser().resolve("demo");
        Path file = page == null ? folder.resolve("demo.html") : page.toAbsolutePath();
        checkPage(file);
        List<CaseReport> reports;
        String name;
        List<String> remarks;
        try (Mingle mingle = session.start(model.directory(), skills.once())) {
            List<OfferedDemo> demos;
            try (Lease<InstalledModel> lease = model(mingle)) {
                name = lease.service().name();
                demos = OfferedDemo.list(mingle, names, lease.service());
            }
            remarks = demos.stream().flatMap(it -> it.remarks().stream()).toList();
            reports = new DemoRun(session, mingle, demos, files(file)).all();
        }
        String summary = summary(reports, Duration.ofNanos(System.nanoTime() - begun));
        PrintStream out = session.out();
        out.println();
        out.println(summary);
        remarks.forEach(out::println);
        String date = DATE.format(ZonedDateTime.now());
        String html = new DemoPage(name, date, summary, remarks, reports).html();
        write(file, html.getBytes(StandardCharsets.UTF_8));
        out.println("The page with pictures: " + file);
        tryYourOwn(reports, folder);
        return reports.stream().allMatch(CaseReport::isFailed) ? ExitCode.FAILED : ExitCode.OK;
    }

    /** Browsers name the files of a page that they save in this way. */
    private static Path files(Path page) {
        String name = page.getFileName().toString().replaceFirst("(?i)\\.html?$", "");
        return page.resolveSibling(name + "_files");
    }

    private Lease<InstalledModel> model(Mingle mingle) {
        return session.patiently("loading the model", () -> mingle.lease(InstalledModel.class));
    }

    private static String summary(List<CaseReport> reports, Duration time) {
        List<CaseReport> judged =
                reports.stream()
                        .filter(
                                it ->
                                        !it.isFailed()
                                                && it.outcome().verdict() != Verdict.NOT_JUDGED)
                        .toList();
        long right = judged.stream().filter(it -> it.outcome().verdict() == Verdict.RIGHT).count();
        long failed = reports.stream().filter(CaseReport::isFailed).count();
        return "%s of %s answers are as expected%s. All of it took %s, with the start."
                .formatted(
                        right,
                        judged.size(),
                        failed == 0 ? "" : ", and %s failed".formatted(Units.count(failed, "case")),
                        Units.time(time));
    }

    /** Who has waited for all cases wants to see them. */
    private static void checkPage(Path file) {
        if (Files.isDirectory(file)) {
            throw new InvalidRequestException(
                    "'%s' is a folder. Name a file in it with --page.".formatted(file));
        }
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw unwritable(file, e.toString(), e);
        }
        if (!Files.isWritable(Files.exists(file) ? file : file.getParent())) {
            throw unwritable(file, "it may not be changed", null);
        }
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw unwritable(file, e.toString(), e);
        }
    }

    private static UnwritableOutputException unwritable(Path file, String found, Throwable cause) {
        return new UnwritableOutputException(
                "'%s' cannot be written (%s). Free some space, or name another page with --page."
                        .formatted(file, found),
                cause);
    }

    /** Leaves the first picture that was asked about where a person can ask about it, too. */
    private void tryYourOwn(List<CaseReport> reports, Path folder) {
        for (CaseReport report : reports) {
            if (report.arguments().get("pictures") instanceof List<?> pictures
                    && !pictures.isEmpty()
                    && pictures.get(0) instanceof Picture picture
                    && report.arguments().get("question") instanceof String question) {
                Path file = folder.resolve(picture.name().replaceAll("[^\\w.-]", "_"));
                write(file, picture.bytes());
                session.out()
                        .println(
                                "Try your own: mingle ask --image "
                                        + file
                                        + " \""
                                        + question
                                        + "\"");
                return;
            }
        }
    }
}
