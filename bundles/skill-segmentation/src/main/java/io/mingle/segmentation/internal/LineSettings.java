package io.mingle.segmentation.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What can be configured about reading outlines and depths. */
@ObjectClassDefinition(
        name = "Mingle segmentation: outlines and depths",
        description =
                "How drawings of lines and of depths are read. Lengths and areas are"
                        + " meant for drawings of 512 × 512 pixels, and shrink with smaller ones.")
@interface LineSettings {

    /** The side of the square that the threshold of a pixel is taken from. */
    @AttributeDefinition(
            name = "Window",
            description = "The side of the square that the threshold of a pixel is taken from.",
            min = "3",
            max = "511")
    int window() default 25;

    /** How far a line has to differ from the mean of that square (Sauvola). */
    @AttributeDefinition(
            name = "K",
            description = "How far a line has to differ from the mean of that square (Sauvola).",
            min = "0",
            max = "1")
    double k() default 0.2;

    /** The shortest line that is traced. */
    @AttributeDefinition(
            name = "Shortest",
            description = "The shortest line that is traced.",
            min = "1",
            max = "512")
    int shortest() default 8;

    /** How far, in pixels, a traced line may be from what was drawn. */
    @AttributeDefinition(
            name = "Straightness",
            description = "How far, in pixels, a traced line may be from what was drawn.",
            min = "0",
            max = "64")
    double straightness() default 1;

    /**
     * How colourful a drawing of depths may be in the mean, in CIE Lab; of more there is a warning.
     */
    @AttributeDefinition(
            name = "Most chroma",
            description =
                    "How colourful a drawing of depths may be in the mean, in CIE Lab; of"
                            + " more there is a warning.",
            min = "0",
            max = "200")
    double mostChroma() default 8;
}
