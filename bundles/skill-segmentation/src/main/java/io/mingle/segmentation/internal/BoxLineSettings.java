package io.mingle.segmentation.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What can be configured about finding drawn boxes. */
@ObjectClassDefinition(
        name = "Mingle segmentation: boxes",
        description =
                "How boxes that were drawn are found. Lengths and areas are meant for"
                        + " drawings of 512 × 512 pixels, and shrink with smaller ones.")
@interface BoxLineSettings {

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
    double highestThreshold() default 35;

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

    /** The factor by which a threshold is lower for lines than for areas. */
    @AttributeDefinition(
            name = "Thin",
            description = "The factor by which a threshold is lower for lines than for areas.",
            min = "0",
            max = "1")
    double thin() default 0.8;

    /** How far from a colour of the palette, in CIE Lab, a line is still taken for it. */
    @AttributeDefinition(
            name = "Farthest",
            description =
                    "How far from a colour of the palette, in CIE Lab, a line is still"
                            + " taken for it.",
            min = "0",
            max = "400")
    double farthest() default 40;

    /** The shortest side of a box. */
    @AttributeDefinition(
            name = "Shortest",
            description = "The shortest side of a box.",
            min = "1",
            max = "512")
    int shortest() default 12;

    /** The thickest line, as blurred as it is seen. */
    @AttributeDefinition(
            name = "Thickest",
            description = "The thickest line, as blurred as it is seen.",
            min = "1",
            max = "512")
    int thickest() default 10;

    /** The gap in a line that is passed over. */
    @AttributeDefinition(
            name = "Gap",
            description = "The gap in a line that is passed over.",
            min = "0",
            max = "512")
    int gap() default 3;

    /** The share of the four sides that has to be drawn. */
    @AttributeDefinition(
            name = "Cover",
            description = "The share of the four sides that has to be drawn.",
            min = "0",
            max = "1")
    double cover() default 0.6;

    /** The intersection over union from which on the weaker of two boxes is left out. */
    @AttributeDefinition(
            name = "Overlap",
            description =
                    "The intersection over union from which on the weaker of two boxes is left"
                            + " out.",
            min = "0",
            max = "1")
    double overlap() default 0.8;

    /** How many boxes are looked for. */
    @AttributeDefinition(
            name = "Most boxes",
            description = "How many boxes are looked for.",
            min = "1",
            max = "10000")
    int mostBoxes() default 100;
}
