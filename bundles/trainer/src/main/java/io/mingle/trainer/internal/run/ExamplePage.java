package io.mingle.trainer.internal.run;

import io.mingle.api.training.Figure;
import io.mingle.trainer.Outcome;
import io.mingle.trainer.Outcome.Amount;
import io.mingle.trainer.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The first right and the first wrong answer of each task, in its last group, as a page of
 * Markdown: what a model does and what it fails at, and nobody chooses.
 *
 * <p>An answer is right if the first figure of the task says so that was measured of it.
 */
final class ExamplePage {

    private static final String BREAK = "<br>";

    private static final String HEAD =
            """
            The first right and the first wrong answer of each task, in its last group.

            | task | right | wrong |
            |---|---|---|
            """;

    /** What the examples of a task's last group have come to. */
    private record Row(String group, Optional<String> right, Optional<String> wrong) {

        Row with(boolean isRight, String cell) {
            return isRight
                    ? new Row(group, right.or(() -> Optional.of(cell)), wrong)
                    : new Row(group, right, wrong.or(() -> Optional.of(cell)));
        }
    }

    private final Map<String, Row> rows = new LinkedHashMap<>();

    /**
     * Takes an example.
     *
     * @param file where its evidence is kept, beside the page
     */
    void add(Task task, String group, String file, Outcome outcome) {
        Optional<Boolean> isRight = isRight(task, outcome);
        if (isRight.isEmpty()) {
            return;
        }
        Row before = rows.get(task.name());
        Row row =
                before == null || !before.group().equals(group)
                        ? new Row(group, Optional.empty(), Optional.empty())
                        : before;
        rows.put(task.name(), row.with(isRight.get(), cell(file, outcome)));
    }

    private static Optional<Boolean> isRight(Task task, Outcome outcome) {
        return task.metric().stream()
                .filter(it -> outcome.measured().containsKey(it.name()))
                .findFirst()
                .map(it -> isRight(it, outcome.measured().get(it.name())));
    }

    private static boolean isRight(Figure figure, Amount amount) {
        return figure.higherIsBetter() ? amount.amount() >= amount.of() : amount.amount() == 0;
    }

    private static String cell(String file, Outcome outcome) {
        List<String> lines = new ArrayList<>();
        if (file.endsWith(".png")) {
            lines.add("![](%s)".formatted(file));
        } else if (!file.endsWith(".txt")) {
            lines.add("[%s](%s)".formatted(file, file));
        }
        outcome.evidence().told().forEach((name, text) -> lines.add(name + ": " + quoted(text)));
        return String.join(BREAK, lines);
    }

    /** As code, in which nothing of Markdown counts but the bar between cells. */
    private static String quoted(String text) {
        return text.strip()
                .lines()
                .map(line -> "`" + line.replace("|", "\\|").replace('`', '\'') + "`")
                .reduce((one, other) -> one + BREAK + other)
                .orElse("nothing");
    }

    /** Returns the page. */
    String markdown() {
        StringBuilder page = new StringBuilder(HEAD);
        rows.forEach(
                (task, row) ->
                        page.append(
                                "| %s, %s | %s | %s |\n"
                                        .formatted(
                                                task,
                                                row.group(),
                                                row.right().orElse("none"),
                                                row.wrong().orElse("none"))));
        return page.toString();
    }
}
