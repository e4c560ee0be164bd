package io.mingle.trainer.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Asks about a scene what its shapes give exactly one answer to. */
final class SceneQuestions {

    private static final int MOST = 8;
    private static final int LEAST = 4;
    private static final int TRIES = 80;
    private static final String NONE = "0";

    /** What a box begins with, before its place is said. */
    private static final String BOX = "[";

    private final Scene scene;

    SceneQuestions(Scene scene) {
        this.scene = scene;
    }

    /**
     * Draws up to eight different questions, at least four where the scene allows; few answers are
     * zero.
     */
    List<Turn> ask(SplittableRandom random) {
        int wanted = random.nextInt(LEAST, MOST + 1);
        Set<String> asked = new LinkedHashSet<>();
        List<Turn> turns = new ArrayList<>();
        int zeros = 0;
        for (int tries = 0; tries < TRIES && turns.size() < wanted; tries++) {
            Turn turn = one(random);
            boolean needed = turns.size() < LEAST && tries > TRIES / 2;
            if (turn == null || NONE.equals(turn.answer()) && zeros > turns.size() / 3 && !needed) {
                continue;
            }
            if (asked.add(turn.question())) {
                turns.add(turn);
                zeros += NONE.equals(turn.answer()) ? 1 : 0;
            }
        }
        return turns;
    }

    /** Every question that can be asked about any scene. */
    static List<String> all() {
        List<String> questions = new ArrayList<>();
        questions.add("How many shapes are there?");
        for (ShapeKind kind : ShapeKind.values()) {
            questions.add("How many " + kind.plural() + " are there?");
            questions.add("What colour is the " + kind.word() + "?");
            questions.add("What color is the " + kind.word() + "?");
            questions.add(where(kind.word()));
            for (ShapeColour colour : ShapeColour.values()) {
                questions.add("How many " + colour.word() + " " + kind.plural() + " are there?");
                questions.add(where(colour.word() + " " + kind.word()));
                questions.add(where(colour.word() + " " + kind.word() + " in the image"));
            }
        }
        for (ShapeColour colour : ShapeColour.values()) {
            questions.add("How many " + colour.word() + " shapes are there?");
            questions.add("What shape is the " + colour.word() + " one?");
            questions.add(where(colour.word() + " shape"));
        }
        return Collections.unmodifiableList(questions);
    }

    /** Every word that answers a question, apart from numbers and boxes. */
    static List<String> words() {
        return Stream.concat(
                        Stream.of(ShapeColour.values()).map(ShapeColour::word),
                        Stream.of(ShapeKind.values()).map(ShapeKind::word))
                .toList();
    }

    private Turn one(SplittableRandom random) {
        DrawnShape shape = scene.shapes().get(random.nextInt(scene.shapes().size()));
        int kind = random.nextInt(100);
        if (kind < 33) {
            return howMany(random, shape);
        }
        if (kind < 68) {
            return whereIs(random, shape);
        }
        return kind < 92 ? whatColour(random, shape) : whatShape(shape);
    }

    private Turn howMany(SplittableRandom random, DrawnShape shape) {
        ShapeKind kind = shape.kind();
        ShapeColour colour = shape.colour();
        int form = random.nextInt(100);
        if (form < 10) {
            return new Turn(
                    "How many " + kind.plural() + " are there?",
                    number(scene.count(s -> s.kind() == kind)));
        }
        if (form < 18) {
            return new Turn(
                    "How many " + colour.word() + " shapes are there?",
                    number(scene.count(s -> s.colour() == colour)));
        }
        if (form < 22) {
            return new Turn("How many shapes are there?", number(scene.shapes().size()));
        }
        ShapeKind askedKind =
                form < 32 ? ShapeKind.values()[random.nextInt(ShapeKind.values().length)] : kind;
        ShapeColour askedColour =
                form >= 28 && form < 38
                        ? ShapeColour.values()[random.nextInt(ShapeColour.values().length)]
                        : colour;
        return new Turn(
                "How many " + askedColour.word() + " " + askedKind.plural() + " are there?",
                number(scene.count(s -> s.kind() == askedKind && s.colour() == askedColour)));
    }

    private Turn whereIs(SplittableRandom random, DrawnShape shape) {
        String box = PromptBox.of(shape.box(), scene.width(), scene.height()).toString();
        List<Pointing> there = List.of(pointing(shape, BOX.length(), box.length()));
        int form = random.nextInt(100);
        if (form < 5 && scene.count(s -> s.kind() == shape.kind()) == 1) {
            return new Turn(where(shape.kind().word()), box, there);
        }
        if (form < 8 && scene.count(s -> s.colour() == shape.colour()) == 1) {
            return new Turn(where(shape.colour().word() + " shape"), box, there);
        }
        if (scene.count(s -> s.kind() == shape.kind() && s.colour() == shape.colour()) != 1) {
            return null;
        }
        String name = shape.colour().word() + " " + shape.kind().word();
        return new Turn(where(form < 12 ? name + " in the image" : name), box, there);
    }

    private Turn whatColour(SplittableRandom random, DrawnShape shape) {
        if (scene.count(s -> s.kind() == shape.kind()) != 1) {
            return null;
        }
        String spelling = random.nextInt(6) == 0 ? "color" : "colour";
        return new Turn(
                "What " + spelling + " is the " + shape.kind().word() + "?",
                shape.colour().word(),
                List.of(pointing(shape, 0, shape.colour().word().length())));
    }

    private Turn whatShape(DrawnShape shape) {
        if (scene.count(s -> s.colour() == shape.colour()) != 1) {
            return null;
        }
        return new Turn(
                "What shape is the " + shape.colour().word() + " one?",
                shape.kind().word(),
                List.of(pointing(shape, 0, shape.kind().word().length())));
    }

    private Pointing pointing(DrawnShape shape, int from, int end) {
        return Pointing.to(shape.box(), scene.width(), scene.height(), from, end);
    }

    private static String where(String what) {
        return "Where is the " + what + "? Answer in [x0, y0, x1, y1] format.";
    }

    private static String number(int count) {
        return Integer.toString(count);
    }
}
