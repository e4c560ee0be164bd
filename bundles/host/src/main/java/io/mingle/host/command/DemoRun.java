package io.mingle.host.command;

import io.mingle.api.content.Content;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.demo.DemoCase;
import io.mingle.api.demo.DemoOutcome;
import io.mingle.api.event.Finished;
import io.mingle.api.event.Generation;
import io.mingle.api.event.TextDelta;
import io.mingle.api.skill.SkillResult;
import io.mingle.host.Mingle;
import io.mingle.host.console.Units;
import io.mingle.host.demo.CaseReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs cases one after the other, with a line for each. */
final class DemoRun {

    /** The longest title and the longest answer that a line has room for. */
    private static final int TITLE = 44;

    private static final int ANSWER = 60;

    /** Under the name of the demo. */
    private static final int INDENT = 8;

    private final Session session;
    private final Mingle mingle;
    private final List<OfferedDemo> demos;
    private final Path files;
    private final List<CaseReport> reports = new ArrayList<>();

    /**
     * @param files the folder for pictures and sounds that come out
     */
    DemoRun(Session session, Mingle mingle, List<OfferedDemo> demos, Path files) {
        this.session = session;
        this.mingle = mingle;
        this.demos = demos;
        this.files = files;
    }

    /** Runs all cases; those that fail are reported like the others. */
    List<CaseReport> all() {
        for (OfferedDemo demo : demos) {
            if (demo.failure() != null) {
                report(failed(demo.name(), "(its cases)", "", Map.of(), demo.failure(), 0));
            }
            for (DemoCase its : demo.cases()) {
                report(run(demo.name(), its));
            }
        }
        return reports;
    }

    private CaseReport run(String demo, DemoCase its) {
        long begun = System.nanoTime();
        try {
            Generation<SkillResult> made =
                    session.patiently(its.title(), () -> mingle.invoke(its.skill(), its.request()));
            Finished<SkillResult> finished = await(its, made);
            Duration time = Duration.ofNanos(System.nanoTime() - begun);
            session.warn(finished);
            DemoOutcome outcome = its.judge().apply(finished.result());
            return new CaseReport(
                    demo, its.title(), its.skill(), its.request().arguments(), outcome, "", time);
        } catch (RuntimeException e) {
            if (session.interruption().happened()) {
                throw e;
            }
            return failed(
                    demo,
                    its.title(),
                    its.skill(),
                    its.request().arguments(),
                    e,
                    System.nanoTime() - begun);
        }
    }

    private Finished<SkillResult> await(DemoCase its, Generation<SkillResult> made) {
        StringBuilder text = new StringBuilder(its.title()).append("  ");
        try {
            session.live().show(line(text));
            return Receiver.await(
                    made,
                    session.interruption(),
                    update -> {
                        if (update instanceof TextDelta delta) {
                            session.live().show(line(text.append(delta.text())));
                        }
                    });
        } finally {
            session.live().clear();
        }
    }

    private static CaseReport failed(
            String demo,
            String title,
            String skill,
            Map<String, Object> arguments,
            RuntimeException why,
            long nanos) {
        return new CaseReport(
                demo, title, skill, arguments, null, ErrorLine.text(why), Duration.ofNanos(nanos));
    }

    private void report(CaseReport its) {
        reports.add(its);
        session.out()
                .println(
                        "%-6s  %s  %s  %s  %s"
                                .formatted(
                                        its.verdict(),
                                        padded(its.demo(), widest()),
                                        padded(shortened(its.title(), TITLE), TITLE),
                                        its.isFailed() ? line(its.failure()) : answer(its),
                                        Units.time(its.time())));
        if (!its.isFailed()) {
            keep(its);
        }
        session.out().flush();
    }

    /** What is to be looked at or heard is a file, too; that of a demo before makes way. */
    private void keep(CaseReport its) {
        int count = 0;
        for (Content shown : its.outcome().shown()) {
            if (shown instanceof Picture picture) {
                keep(its, count++, ".png", picture.bytes());
            } else if (shown instanceof Sound sound) {
                keep(its, count++, ".wav", sound.bytes());
            }
        }
    }

    private void keep(CaseReport its, int count, String extension, byte[] bytes) {
        long before = reports.stream().filter(it -> it.demo().equals(its.demo())).count();
        String number = before + (count == 0 ? "" : "-" + (count + 1));
        Path file = files.resolve(its.demo() + "-" + number + extension);
        PictureFiles.write(file, bytes);
        session.out().println(" ".repeat(INDENT) + file);
    }

    private static String answer(CaseReport its) {
        DemoOutcome outcome = its.outcome();
        String expected =
                outcome.verdict() == DemoOutcome.Verdict.WRONG
                        ? "   (expected " + shortened(outcome.expected(), ANSWER) + ")"
                        : "";
        return shortened(outcome.line(), ANSWER) + expected;
    }

    private int widest() {
        return demos.stream().mapToInt(it -> it.name().length()).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String shortened(String text, int most) {
        String line = line(text);
        return line.length() > most ? line.substring(0, most - 1) + "…" : line;
    }

    /** An answer must not move the cursor. */
    private static String line(CharSequence text) {
        return OneLine.of(text);
    }
}
