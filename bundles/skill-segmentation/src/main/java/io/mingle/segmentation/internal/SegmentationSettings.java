package io.mingle.segmentation.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What can be configured about seeing by drawing. */
@ObjectClassDefinition(
        name = "Mingle segmentation",
        description =
                "What a picture generator is asked in order to see, and how what it paints is read."
                        + " Lengths and areas are meant for drawings of 512 × 512 pixels, and"
                        + " shrink with smaller ones.")
@interface SegmentationSettings {

    /** Asks for one thing. */
    @AttributeDefinition(
            name = "Prompt: referring",
            description =
                    "Asks for one thing, where {expressions} is what it is called, with commas."
                            + " Empty: the usual words.")
    String referringPrompt() default "";

    /** Asks for a thing in a colour. */
    @AttributeDefinition(
            name = "Prompt: colouring",
            description =
                    "Asks for a thing, {object}, in a colour, {colour}. Empty: the usual words.")
    String colouringPrompt() default "";

    /** Asks for all classes. */
    @AttributeDefinition(
            name = "Prompt: classes",
            description = "Asks for all classes. Empty: the usual words.")
    String classesPrompt() default "";

    /** Asks for all instances. */
    @AttributeDefinition(
            name = "Prompt: instances",
            description = "Asks for all instances. Empty: the usual words.")
    String instancesPrompt() default "";

    /** Asks for depths. */
    @AttributeDefinition(
            name = "Prompt: depth",
            description = "Asks for a depth map. Empty: the usual words.")
    String depthPrompt() default "";

    /** Asks for outlines. */
    @AttributeDefinition(
            name = "Prompt: edges",
            description = "Asks for outlines. Empty: the usual words.")
    String edgesPrompt() default "";

    /** Asks for boxes. */
    @AttributeDefinition(
            name = "Prompt: boxes",
            description =
                    "Asks for boxes around {objects}: what was named, or all objects. Empty: the"
                            + " usual words.")
    String boxesPrompt() default "";

    /** The colour of paint for one thing. */
    @AttributeDefinition(
            name = "Colour",
            description =
                    "What the model paints one thing with, six hexadecimal digits; several with"
                            + " commas; or any. Empty: what the model names in its"
                            + " image_gen_marks, else red.")
    String colour() default "";

    /** The colours of paint for several things. */
    @AttributeDefinition(
            name = "Palette",
            description =
                    "What the model paints classes, instances and boxes with, six hexadecimal"
                            + " digits each. None: the usual twenty colours.")
    String[] palette() default {};

    /** The lower end of thresholds. */
    @AttributeDefinition(
            name = "Lowest threshold",
            description = "The lowest threshold of a difference that is paint, in CIE Lab.",
            min = "0",
            max = "100")
    double lowestThreshold() default 10;

    /** The upper end of thresholds. */
    @AttributeDefinition(
            name = "Highest threshold",
            description = "The highest threshold of a difference that is paint, in CIE Lab.",
            min = "0",
            max = "100")
    double highestThreshold() default 35;

    /** How clear paint has to be. */
    @AttributeDefinition(
            name = "Otsu ratio",
            description =
                    "How well two classes of differences have to be told apart, else nothing was"
                            + " painted. Normal noise alone comes to 0.64.",
            min = "0",
            max = "1")
    double otsuRatio() default 0.7;

    /** How opaque paint has to be. */
    @AttributeDefinition(
            name = "Least opacity",
            description = "How opaque paint of the expected colour has to be.",
            min = "0",
            max = "1")
    double leastOpacity() default 0.25;

    /** How large parts have to be. */
    @AttributeDefinition(
            name = "Least area",
            description = "How many pixels a part of a mask has to have.",
            min = "0")
    double leastArea() default 64;

    /** How large parts have to be, as a share. */
    @AttributeDefinition(
            name = "Least share",
            description = "Which share of the drawing a part of a mask has to have.",
            min = "0",
            max = "1")
    double leastShare() default 5e-4;

    /** Which parts belong together. */
    @AttributeDefinition(
            name = "Companion share",
            description = "Which share of its largest part another part of one object has to have.",
            min = "0",
            max = "1")
    double companionShare() default 0.2;

    /** Whether boundaries follow the picture. */
    @AttributeDefinition(
            name = "Guided radius",
            description =
                    "The radius of the filter that lets boundaries follow the edges of the picture;"
                            + " 0 for none.",
            min = "0",
            max = "256")
    int guidedRadius() default 0;

    /** What pictures are first resized by. */
    @AttributeDefinition(
            name = "Block",
            description =
                    "The side of the block of pixels that is one token of the model's vision"
                            + " encoder: pictures are resized to multiples of it before they are"
                            + " edited. 0: they are not, as where resizedTwice of io.mingle.gen is"
                            + " false.",
            min = "0",
            max = "1024")
    int block() default 28;
}
