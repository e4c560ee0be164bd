package io.mingle.trainer.internal.video;

import io.mingle.trainer.data.Pointing;
import io.mingle.trainer.data.Turn;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;

/** Asks about moving shapes what they give exactly one answer to. */
final class MotionQuestions {

    static final String DIRECTION = "In which direction does";
    static final String COUNT = "How many";
    static final String WHEN = "At which frame does";
    static final String FIND = "The video lasts";

    /** How many frames of a folder last a second, unless somebody says otherwise. */
    static final double RATE = 1;

    private static final int MOST = 6;
    private static final int MOST_OF_A_SORT = 2;

    private final MovingScene scene;

    MotionQuestions(MovingScene scene) {
        this.scene = scene;
    }

    /** Draws up to six different questions, at least one. */
    List<Turn> ask(SplittableRandom random) {
        List<Turn> all = new ArrayList<>();
        for (Mover mover : scene.movers()) {
            if (mover.moves()) {
                all.add(found(mover));
                all.add(direction(mover));
            }
            if (mover.stops(scene.frames())) {
                all.add(when(mover, "stop", mover.stop()));
            }
            if (mover.from() > 0) {
                all.add(when(mover, "appear", mover.from()));
            }
        }
        List<Mover> stopping =
                scene.movers().stream().filter(it -> it.stops(scene.frames())).toList();
        first("Which shape stops first?", stopping, Mover::stop).ifPresent(all::add);
        first("Which shape appears first?", scene.movers(), Mover::from).ifPresent(all::add);
        order().ifPresent(all::add);
        List<Turn> counts =
                new ArrayList<>(
                        List.of(
                                count("How many shapes are there?", scene.movers().size()),
                                count(
                                        "How many shapes move?",
                                        scene.movers().stream().filter(Mover::moves).count()),
                                count("How many shapes stop?", stopping.size())));
        all.add(counts.get(random.nextInt(counts.size())));
        Collections.shuffle(all, new Random(random.nextLong()));
        return evenly(all);
    }

    /** Chooses one question of each sort, as far as there are any, and then a second one. */
    private static List<Turn> evenly(List<Turn> all) {
        List<Turn> chosen = new ArrayList<>();
        Map<String, Integer> asked = new HashMap<>();
        for (int turn = 0; turn < MOST_OF_A_SORT; turn++) {
            for (Turn one : all) {
                String sort = sort(one.question());
                if (chosen.size() < MOST && asked.getOrDefault(sort, 0) == turn) {
                    chosen.add(one);
                    asked.put(sort, turn + 1);
                }
            }
        }
        return chosen;
    }

    private static Turn count(String question, long count) {
        return new Turn(question, Long.toString(count));
    }

    /** Frames are counted from 1, as a person counts the files of a folder. */
    private Turn when(Mover mover, String event, int frame) {
        String answer = Integer.toString(frame + 1);
        String asked = "%s the %s %s? Answer with the number of the frame.";
        return new Turn(
                asked.formatted(WHEN, mover.words(), event),
                answer,
                List.of(pointing(mover, frame, 0, answer.length())));
    }

    private Turn direction(Mover mover) {
        String answer = mover.direction().word();
        int between = (mover.from() + Math.min(mover.stop(), scene.frames() - 1)) / 2;
        return new Turn(
                DIRECTION + " the " + mover.words() + " move?",
                answer,
                List.of(pointing(mover, between, 0, answer.length())));
    }

    /** Points to where something is on a frame. */
    private Pointing pointing(Mover mover, int frame, int from, int end) {
        Rectangle2D box = mover.at(frame).getBounds2D();
        return Pointing.to(box, scene.size().width(), scene.size().height(), from, end).on(frame);
    }

    /** Asks when something moves, as the skill that finds moments does: from when to when. */
    private Turn found(Mover mover) {
        int end = Math.min(mover.stop(), scene.frames() - 1);
        String answer = String.format(Locale.ROOT, "%.1f - %.1f", mover.from() / RATE, end / RATE);
        int between = answer.indexOf(' ');
        return new Turn(
                find("the " + mover.words() + " moves", scene.frames() / RATE),
                answer,
                List.of(
                        pointing(mover, mover.from(), 0, between),
                        pointing(mover, end, between + " - ".length(), answer.length())));
    }

    /** Returns the prompt of that skill. */
    static String find(String event, double seconds) {
        return String.format(
                Locale.ROOT,
                "The video lasts %.1f seconds. When does this happen: %s? Answer with its start and"
                        + " end in seconds, for example 3.0 - 7.5.",
                seconds,
                event);
    }

    private Optional<Turn> first(String question, List<Mover> movers, ToIntFunction<Mover> event) {
        return ordered(movers, event).map(it -> named(question, it.subList(0, 1), event));
    }

    private Optional<Turn> order() {
        return ordered(scene.movers(), Mover::from)
                .map(it -> named("In which order do the shapes appear?", it, Mover::from));
    }

    /** Names shapes, each read off the frame on which something happens to it. */
    private Turn named(String question, List<Mover> movers, ToIntFunction<Mover> event) {
        StringBuilder answer = new StringBuilder();
        List<Pointing> pointings = new ArrayList<>();
        for (Mover mover : movers) {
            answer.append(answer.isEmpty() ? "" : ", ");
            int from = answer.length();
            answer.append(mover.words());
            pointings.add(pointing(mover, event.applyAsInt(mover), from, answer.length()));
        }
        return new Turn(question, answer.toString(), pointings);
    }

    /** Returns shapes by an event, if there are two or more and no two events are close. */
    private static Optional<List<Mover>> ordered(List<Mover> movers, ToIntFunction<Mover> event) {
        List<Mover> sorted = new ArrayList<>(movers);
        sorted.sort(Comparator.comparingInt(event));
        for (int i = 1; i < sorted.size(); i++) {
            int between = event.applyAsInt(sorted.get(i)) - event.applyAsInt(sorted.get(i - 1));
            if (between < MovingScene.APART) {
                return Optional.empty();
            }
        }
        return sorted.size() > 1 ? Optional.of(sorted) : Optional.empty();
    }

    /** Tells which kind of question this is. */
    static String sort(String question) {
        if (question.startsWith(DIRECTION)) {
            return "direction";
        }
        if (question.startsWith(COUNT)) {
            return "count";
        }
        if (question.startsWith(FIND)) {
            return "find";
        }
        return question.startsWith(WHEN) ? "when" : "order";
    }
}
