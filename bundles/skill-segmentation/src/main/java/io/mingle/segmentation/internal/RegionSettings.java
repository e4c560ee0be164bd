package io.mingle.segmentation.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What can be configured about telling many things apart. */
@ObjectClassDefinition(
        name = "Mingle segmentation: regions",
        description =
                "How many things are told apart by the colours that they were painted"
                        + " with. Lengths and areas are meant for drawings of 512 × 512 pixels,"
                        + " and shrink with smaller ones.")
@interface RegionSettings {

    /** Opacities of the paint that are tried; the one whose colours fit the palette best counts. */
    @AttributeDefinition(
            name = "Opacities",
            description =
                    "Opacities of the paint that are tried; the one whose colours fit the palette"
                            + " best counts. None: the usual four.",
            min = "0.01",
            max = "1")
    double[] opacities() default {0.4, 0.5, 0.6, 0.7};

    /** Radius of the mean that the difference is smoothed with. */
    @AttributeDefinition(
            name = "Smoothing",
            description = "Radius of the mean that the difference is smoothed with.",
            min = "0",
            max = "64")
    int smoothing() default 2;

    /** The lowest threshold of a difference that is paint, in CIE Lab. */
    @AttributeDefinition(
            name = "Lowest threshold",
            description = "The lowest threshold of a difference that is paint, in CIE Lab.",
            min = "0",
            max = "100")
    double lowestThreshold() default 10;

    /** The highest threshold of a difference that is paint, in CIE Lab. */
    @AttributeDefinition(
            name = "Highest threshold",
            description = "The highest threshold of a difference that is paint, in CIE Lab.",
            min = "0",
            max = "100")
    double highestThreshold() default 20;

    /** How well two classes of differences have to be told apart, else nothing was painted. */
    @AttributeDefinition(
            name = "Otsu ratio",
            description =
                    "How well two classes of differences have to be told apart, else"
                            + " nothing was painted.",
            min = "0",
            max = "1")
    double otsuRatio() default 0.7;

    /** The share of the drawing that, above the highest threshold, is paint all the same. */
    @AttributeDefinition(
            name = "Certain share",
            description =
                    "The share of the drawing that, above the highest threshold, is paint"
                            + " all the same.",
            min = "0",
            max = "1")
    double certainShare() default 2e-4;

    /** The share of the drawing from which a part counts that differs little. */
    @AttributeDefinition(
            name = "Weak share",
            description = "The share of the drawing from which a part counts that differs little.",
            min = "0",
            max = "1")
    double weakShare() default 4e-3;

    /**
     * How far the mean difference of such a part has to be above the lowest threshold, as a factor.
     */
    @AttributeDefinition(
            name = "Weakest",
            description =
                    "How far the mean difference of such a part has to be above the lowest"
                            + " threshold, as a factor.",
            min = "0",
            max = "100")
    double weakest() default 1.2;

    /** How far from a colour of the palette, in CIE Lab, paint is still taken for it. */
    @AttributeDefinition(
            name = "Farthest",
            description =
                    "How far from a colour of the palette, in CIE Lab, paint is still taken"
                            + " for it.",
            min = "0",
            max = "400")
    double farthest() default 40;

    /** The share of the paint that has to be of the palette, else colours are found. */
    @AttributeDefinition(
            name = "Least known",
            description =
                    "The share of the paint that has to be of the palette, else colours are"
                            + " found.",
            min = "0",
            max = "1")
    double leastKnown() default 0.5;

    /** Radius of the mean over which colours and boundaries are solved. */
    @AttributeDefinition(
            name = "Fine",
            description = "Radius of the mean over which colours and boundaries are solved.",
            min = "0",
            max = "64")
    int fine() default 1;

    /** Radius of the square in which a majority decides. */
    @AttributeDefinition(
            name = "Majority",
            description = "Radius of the square in which a majority decides.",
            min = "0",
            max = "64")
    int majority() default 2;

    /** How many pixels a part has to have; what is smaller gets the label that it touches most. */
    @AttributeDefinition(
            name = "Least area",
            description =
                    "How many pixels a part has to have; what is smaller gets the label"
                            + " that it touches most.",
            min = "0")
    double leastArea() default 100;

    /** Up to which gap parts of one colour are one instance. */
    @AttributeDefinition(
            name = "Gap",
            description = "Up to which gap parts of one colour are one instance.",
            min = "0",
            max = "512")
    int gap() default 12;

    /** In which distance free colours are looked for, in CIE Lab. */
    @AttributeDefinition(
            name = "Bandwidth",
            description = "In which distance free colours are looked for, in CIE Lab.",
            min = "0.1",
            max = "400")
    double bandwidth() default 12;

    /** Free colours that are nearer than that, in CIE Lab, are one. */
    @AttributeDefinition(
            name = "Apart",
            description = "Free colours that are nearer than that, in CIE Lab, are one.",
            min = "0",
            max = "400")
    double apart() default 15;
}
