package io.mingle.segmentation.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What can be configured about where masks end. */
@ObjectClassDefinition(
        name = "Mingle segmentation: masks",
        description =
                "How the mask of one thing is cleaned, and where it ends. Thresholds"
                        + " and sizes are settings of io.mingle.segmentation. Lengths and areas"
                        + " are meant for drawings of 512 × 512 pixels, and shrink with smaller"
                        + " ones.")
@interface OutlineSettings {

    /** Radius of the mean that the difference is smoothed with. */
    @AttributeDefinition(
            name = "Smoothing",
            description = "Radius of the mean that the difference is smoothed with.",
            min = "0",
            max = "64")
    int smoothing() default 2;

    /** The share of the drawing that, above the highest threshold, is paint all the same. */
    @AttributeDefinition(
            name = "Certain share",
            description =
                    "The share of the drawing that, above the highest threshold, is paint"
                            + " all the same.",
            min = "0",
            max = "1")
    double certainShare() default 2e-4;

    /**
     * The share of the change that has to have the colour of the paint, else it is taken for paint
     * of another one.
     */
    @AttributeDefinition(
            name = "Least kept",
            description =
                    "The share of the change that has to have the colour of the paint, else"
                            + " it is taken for paint of another one.",
            min = "0",
            max = "1")
    double leastKept() default 0.5;

    /** Radius of the square that is opened with. */
    @AttributeDefinition(
            name = "Opening",
            description = "Radius of the square that is opened with.",
            min = "0",
            max = "64")
    int opening() default 1;

    /** Radius of the square that is closed with. */
    @AttributeDefinition(
            name = "Closing",
            description = "Radius of the square that is closed with.",
            min = "0",
            max = "64")
    int closing() default 2;

    /** How far the mean difference of a part has to be above the threshold, as a factor. */
    @AttributeDefinition(
            name = "Least strength",
            description =
                    "How far the mean difference of a part has to be above the threshold,"
                            + " as a factor.",
            min = "0",
            max = "100")
    double leastStrength() default 1.2;

    /** The share of the drawing up to which holes are filled. */
    @AttributeDefinition(
            name = "Hole share",
            description = "The share of the drawing up to which holes are filled.",
            min = "0",
            max = "1")
    double holeShare() default 1e-3;

    /**
     * Radius of the mean over which opacity is solved, and of the one that the boundary is smoothed
     * with.
     */
    @AttributeDefinition(
            name = "Boundary smoothing",
            description =
                    "Radius of the mean over which opacity is solved, and of the one that"
                            + " the boundary is smoothed with.",
            min = "0",
            max = "64")
    int boundarySmoothing() default 1;

    /** How far on both sides of it the boundary is looked for. */
    @AttributeDefinition(
            name = "Boundary band",
            description = "How far on both sides of it the boundary is looked for.",
            min = "0",
            max = "64")
    int boundaryBand() default 3;

    /**
     * Of the filter that lets boundaries follow the picture: how much that has to vary, squared, on
     * a scale of 0 to 1.
     */
    @AttributeDefinition(
            name = "Guided epsilon",
            description =
                    "Of the filter that lets boundaries follow the picture: how much that"
                            + " has to vary, squared, on a scale of 0 to 1.",
            min = "0",
            max = "1")
    double guidedEpsilon() default 1e-4;
}
