package io.mingle.trainer.internal.document;

import io.mingle.trainer.data.Difference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A few named numbers, no two of them alike.
 *
 * @param names as printed
 * @param values whole numbers from 1 to {@link #LARGEST}, one for each name
 */
record Chart(List<String> names, List<Integer> values) {

    static final int FEWEST = 2;
    static final int MOST = 5;
    static final int LARGEST = 100;

    private static final List<List<String>> NAMES =
            List.of(
                    List.of("A", "B", "C", "D", "E", "F", "G", "H"),
                    List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG"),
                    List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"),
                    List.of("2018", "2019", "2020", "2021", "2022", "2023", "2024", "2025"),
                    List.of("TEA", "MILK", "SOUP", "RICE", "BEER", "FISH", "EGGS", "SALT"),
                    List.of("NORTH", "SOUTH", "EAST", "WEST"),
                    List.of("Q1", "Q2", "Q3", "Q4"));

    private static final int LEAST_APART = 4;

    Chart {
        names = List.copyOf(names);
        values = List.copyOf(values);
    }

    static Chart of(SplittableRandom random, int count) {
        List<String> all = NAMES.get(random.nextInt(NAMES.size()));
        int size = Math.min(count, all.size());
        int first = random.nextInt(all.size() - size + 1);
        List<String> names = new ArrayList<>(all.subList(first, first + size));
        if (random.nextInt(3) == 0) {
            Collections.shuffle(names, new Random(random.nextLong()));
        }
        List<Integer> values = new ArrayList<>();
        while (values.size() < size) {
            int value = random.nextInt(1, LARGEST + 1);
            if (values.stream().allMatch(it -> Math.abs(it - value) >= LEAST_APART)) {
                values.add(value);
            }
        }
        return new Chart(names, values);
    }

    /**
     * A number or a name that is read off.
     *
     * @param which of those of the chart
     */
    record Part(int which, boolean isName) {}

    /**
     * A question about a chart.
     *
     * @param sort what it asks for: a value, the largest, a difference
     * @param words as a person asks
     * @param answer the right one
     * @param asked which of those of the chart it names, in the order of its words
     * @param reply what is said to it: the answer, or what it comes of and then the answer
     * @param read what the reply has that is read off as it is
     * @param program a line of Python that comes to it, which begins with all that is to be seen
     */
    record Question(
            String sort,
            String words,
            String answer,
            List<Integer> asked,
            String reply,
            List<Part> read,
            String program) {}

    /** Returns a name or a number as it is written in answers. */
    String text(Part part) {
        return part.isName() ? names.get(part.which()) : values.get(part.which()).toString();
    }

    /** Returns all names and numbers, in the order in which tables and programs have them. */
    List<Part> parts() {
        return IntStream.range(0, names.size())
                .boxed()
                .flatMap(it -> Stream.of(new Part(it, true), new Part(it, false)))
                .toList();
    }

    /** Writes a program of one line: all that is to be seen, and then what comes of it. */
    private String program(String expression) {
        return IntStream.range(0, names.size())
                .mapToObj(it -> "\"" + names.get(it) + "\": " + values.get(it))
                .collect(Collectors.joining(", ", "v = {", "}; answer = " + expression));
    }

    private String of(int which) {
        return "v[\"" + names.get(which) + "\"]";
    }

    /** Draws a few different questions: a value, the largest, a difference. */
    List<Question> ask(SplittableRandom random, int count) {
        Set<Question> asked = new LinkedHashSet<>();
        for (int tries = 0; tries < 20 && asked.size() < count; tries++) {
            int kind = random.nextInt(10);
            asked.add(kind < 4 ? value(random) : kind < 6 ? largest() : difference(random));
        }
        return List.copyOf(asked);
    }

    private Question value(SplittableRandom random) {
        int which = random.nextInt(names.size());
        return new Question(
                "value",
                "What is the value of " + names.get(which) + "?",
                values.get(which).toString(),
                List.of(which),
                values.get(which).toString(),
                List.of(new Part(which, false)),
                program(of(which)));
    }

    private Question largest() {
        int largest = values.indexOf(Collections.max(values));
        return new Question(
                "largest",
                "Which is the largest?",
                names.get(largest),
                List.of(),
                names.get(largest),
                List.of(new Part(largest, true)),
                program("max(v, key=v.get)"));
    }

    private Question difference(SplittableRandom random) {
        int one = random.nextInt(names.size());
        int other = (one + 1 + random.nextInt(names.size() - 1)) % names.size();
        Difference difference =
                new Difference(
                        names.get(one), values.get(one), names.get(other), values.get(other));
        return new Question(
                "difference",
                difference.question(),
                difference.answer(),
                List.of(one, other),
                difference.reply(),
                List.of(
                        new Part(one, true),
                        new Part(one, false),
                        new Part(other, true),
                        new Part(other, false)),
                program("abs(" + of(one) + " - " + of(other) + ")"));
    }

    /** Returns the numbers as a table. */
    GridTable table() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("NAME", "VALUE"));
        for (int i = 0; i < names.size(); i++) {
            rows.add(List.of(names.get(i), values.get(i).toString()));
        }
        return new GridTable(rows);
    }
}
