package io.mingle.segmentation.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What can be configured about comparing tones. */
@ObjectClassDefinition(
        name = "Mingle segmentation: tones",
        description =
                "How the tones of what was drawn are brought to those of the picture,"
                        + " before colours are compared.")
@interface ToneSettings {

    /** Rounds of least squares. */
    @AttributeDefinition(
            name = "Iterations",
            description = "Rounds of least squares.",
            min = "0",
            max = "100")
    int iterations() default 2;

    /** The share of the pixels that differ most and are left out of them. */
    @AttributeDefinition(
            name = "Trim",
            description = "The share of the pixels that differ most and are left out of them.",
            min = "0",
            max = "0.99")
    double trim() default 0.3;

    /** How firmly the gain is held near 1 where a channel hardly varies, in squared levels. */
    @AttributeDefinition(
            name = "Stiffness",
            description =
                    "How firmly the gain is held near 1 where a channel hardly varies, in"
                            + " squared levels.",
            min = "0")
    double stiffness() default 4;

    /** How far tones may be off, in levels, where nothing was painted. */
    @AttributeDefinition(
            name = "Nearby",
            description = "How far tones may be off, in levels, where nothing was painted.",
            min = "0",
            max = "255")
    double nearby() default 25;

    /** The share of the pixels that have to be so near, else nothing is aligned. */
    @AttributeDefinition(
            name = "Least share",
            description =
                    "The share of the pixels that have to be so near, else nothing is"
                            + " aligned.",
            min = "0",
            max = "1")
    double leastShare() default 0.4;

    /** The largest gain that is believed, and one over the smallest. */
    @AttributeDefinition(
            name = "Farthest gain",
            description = "The largest gain that is believed, and one over the smallest.",
            min = "1",
            max = "100")
    double farthestGain() default 1.4;
}
