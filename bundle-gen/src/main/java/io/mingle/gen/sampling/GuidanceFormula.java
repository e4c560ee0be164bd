package io.mingle.gen.sampling;

import static io.mingle.gen.sampling.Branch.FULL;
import static io.mingle.gen.sampling.Branch.IMAGE;
import static io.mingle.gen.sampling.Branch.TEXT;
import static io.mingle.gen.sampling.Branch.UNCONDITIONED;

import io.mingle.api.drawing.Guidance;
import io.mingle.api.drawing.Guidance.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What guidance makes of evaluations: one of them and, times their scales, differences of two (spec
 * of the published model, image generation, section 7).
 *
 * @param base what the differences are added to, one after the other
 * @param own the evaluation whose spread a rescaled result keeps
 */
public record GuidanceFormula(Branch base, List<Term> terms, Branch own) {

    /** Which strength multiplies a difference. */
    public enum Scale {
        TEXT,
        IMAGE
    }

    /** {@code scale (more - less)}. */
    public record Term(Scale scale, Branch more, Branch less) {}

    private static final GuidanceFormula ONCE_DRAWN = once(TEXT);
    private static final GuidanceFormula ONCE_EDITED = once(FULL);

    private static final GuidanceFormula DRAWN =
            of(UNCONDITIONED, TEXT, new Term(Scale.TEXT, TEXT, UNCONDITIONED));

    /** The reference stays in all that is compared. */
    private static final GuidanceFormula TWO_WAY =
            of(IMAGE, FULL, new Term(Scale.TEXT, FULL, IMAGE));

    /** Takes an unmodifiable copy. */
    public GuidanceFormula {
        terms = List.copyOf(terms);
    }

    private static GuidanceFormula once(Branch branch) {
        return of(branch, branch);
    }

    private static GuidanceFormula of(Branch base, Branch own, Term... terms) {
        return new GuidanceFormula(base, List.of(terms), own);
    }

    /** Returns what is asked once, without comparing. */
    public static GuidanceFormula once(boolean reference) {
        return reference ? ONCE_EDITED : ONCE_DRAWN;
    }

    /**
     * Returns the formula of strengths.
     *
     * @param reference whether there is a reference picture
     * @param text strength of the words; 1 or less to ask once
     * @param image strength of the picture; 1 or less to keep it in all that is compared
     */
    public static GuidanceFormula of(boolean reference, double text, double image, Mode mode) {
        if (text <= 1) {
            return once(reference);
        }
        if (!reference) {
            return DRAWN;
        }
        return image <= 1 ? TWO_WAY : threeWay(mode);
    }

    private static GuidanceFormula threeWay(Mode mode) {
        Term words = new Term(Scale.TEXT, TEXT, UNCONDITIONED);
        Term picture = new Term(Scale.IMAGE, IMAGE, UNCONDITIONED);
        return switch (mode) {
            case IMAGE_AND_TEXT ->
                    of(UNCONDITIONED, FULL, picture, new Term(Scale.TEXT, FULL, IMAGE));
            case IMAGE -> of(UNCONDITIONED, IMAGE, picture);
            case IMAGE_UNDER_TEXT -> of(TEXT, FULL, new Term(Scale.IMAGE, FULL, TEXT));
            case TEXT -> of(UNCONDITIONED, TEXT, words);
            case TEXT_UNDER_IMAGE -> TWO_WAY;
            case ADDITIVE -> of(UNCONDITIONED, TEXT, words, picture);
        };
    }

    /** Returns which evaluations it needs, each once, in the order of {@link Branch}. */
    public List<Branch> branches() {
        List<Branch> needed = new ArrayList<>(List.of(base, own));
        terms.forEach(term -> needed.addAll(List.of(term.more(), term.less())));
        return Stream.of(Branch.values()).filter(needed::contains).toList();
    }

    /**
     * Returns what the method {@code guide} of a program takes: among {@link #branches} the place
     * of the base and, for each term, those of what is more and of what is less.
     */
    public long[] places() {
        List<Branch> all = branches();
        return Stream.concat(
                        Stream.of(base),
                        terms.stream().flatMap(term -> Stream.of(term.more(), term.less())))
                .mapToLong(all::indexOf)
                .toArray();
    }

    /** Returns what each term is multiplied by. */
    public float[] scales(double text, double image) {
        float[] scales = new float[terms.size()];
        for (int i = 0; i < scales.length; i++) {
            scales[i] = (float) (terms.get(i).scale() == Scale.TEXT ? text : image);
        }
        return scales;
    }

    /**
     * Tells whether guidance holds in a step.
     *
     * @param step from 0
     * @param of how many steps there are
     */
    public static boolean holds(Guidance guidance, int step, int of) {
        return step >= guidance.from() * of && step < guidance.to() * of;
    }
}
