package io.mingle.trainer.internal.drawing;

import io.mingle.trainer.data.ShapeColour;
import io.mingle.trainer.data.ShapeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * What is to be seen in a picture, and nothing else: one or two groups of shapes, four shapes at
 * most.
 *
 * @param relation of the first group to the second
 */
record Wish(Subject subject, List<Group> groups, Optional<Relation> relation) {

    /** The most shapes. */
    static final int MOST = 4;

    /** What a wish is about, as GenEval (Ghosh and others, 2023) divides its prompts. */
    enum Subject {
        ONE("one shape"),
        TWO("two shapes"),
        COUNT("count"),
        COLOUR("colour"),
        POSITION("position"),
        BINDING("binding");

        private final String words;

        Subject(String words) {
            this.words = words;
        }

        /** Returns what reports call it. */
        String words() {
            return words;
        }
    }

    /** One wish in so many is kept for the evaluation. */
    private static final int KEPT = 8;

    Wish {
        groups = List.copyOf(groups);
    }

    /** Draws a wish about something. */
    static Wish of(SplittableRandom random, Subject subject) {
        return switch (subject) {
            case ONE -> alone(subject, Group.of(1, kind(random)));
            case COLOUR -> alone(subject, Group.of(1, colour(random), kind(random)));
            case COUNT -> {
                int count = random.nextInt(2, MOST + 1);
                yield alone(
                        subject,
                        random.nextBoolean()
                                ? Group.of(count, kind(random))
                                : Group.of(count, colour(random), kind(random)));
            }
            case TWO -> {
                List<ShapeKind> kinds = two(random);
                yield new Wish(
                        subject,
                        List.of(Group.of(1, kinds.get(0)), Group.of(1, kinds.get(1))),
                        Optional.empty());
            }
            case BINDING -> new Wish(subject, coloured(random, 1, 1), Optional.empty());
            case POSITION -> positioned(random);
        };
    }

    private static Wish alone(Subject subject, Group group) {
        return new Wish(subject, List.of(group), Optional.empty());
    }

    /** Half of them name no colours; some of the others have several shapes in a group. */
    private static Wish positioned(SplittableRandom random) {
        Relation relation = Relation.values()[random.nextInt(Relation.values().length)];
        List<Group> groups;
        if (random.nextBoolean()) {
            List<ShapeKind> kinds = two(random);
            groups = List.of(Group.of(1, kinds.get(0)), Group.of(1, kinds.get(1)));
        } else {
            int first = random.nextInt(4) == 0 ? random.nextInt(2, MOST) : 1;
            int second = random.nextInt(4) == 0 ? random.nextInt(1, MOST - first + 1) : 1;
            groups = coloured(random, first, second);
        }
        return new Wish(Subject.POSITION, groups, Optional.of(relation));
    }

    /** Two coloured groups that can be told apart, most of them by kind and colour. */
    private static List<Group> coloured(SplittableRandom random, int first, int second) {
        Group one = Group.of(first, colour(random), kind(random));
        Group other;
        do {
            other = Group.of(second, colour(random), kind(random));
        } while (other.kind() == one.kind() && other.colour().equals(one.colour()));
        return List.of(one, other);
    }

    private static List<ShapeKind> two(SplittableRandom random) {
        List<ShapeKind> kinds = new ArrayList<>(List.of(ShapeKind.values()));
        ShapeKind first = kinds.remove(random.nextInt(kinds.size()));
        return List.of(first, kinds.get(random.nextInt(kinds.size())));
    }

    static ShapeKind kind(SplittableRandom random) {
        return ShapeKind.values()[random.nextInt(ShapeKind.values().length)];
    }

    static ShapeColour colour(SplittableRandom random) {
        return ShapeColour.values()[random.nextInt(ShapeColour.values().length)];
    }

    /** Returns words in which no two different wishes agree. */
    String key() {
        return groups.stream().map(Group::key).collect(Collectors.joining(", "))
                + relation.map(it -> " " + it).orElse("");
    }

    /**
     * Tells whether pictures of it are kept for the evaluation, in whatever words. Of one shape of
     * any colour there are only four wishes, all of which are learnt.
     */
    boolean isKept() {
        return subject != Subject.ONE && Kept.is(key(), KEPT);
    }

    /** Returns how many shapes there are. */
    int shapes() {
        return groups.stream().mapToInt(Group::count).sum();
    }
}
