package io.mingle.api.perception;

import io.mingle.api.content.Picture;

/**
 * How far away what is seen is, up to a scale and an offset that the drawing does not tell.
 *
 * @param width of the picture, as it is shown
 * @param height of the picture
 * @param picture a PNG file of this size, grey, 16 bits a pixel
 * @param calibration from its samples to depths
 * @param chroma of the drawing in the mean, in CIE L*a*b*: a depth map has next to none
 * @param lostArea the share of the picture that was cropped before it was drawn, 0 to 1; there, the
 *     nearest depth stands
 * @param drawn what the generator made of the picture, in the size that it draws
 */
public record DepthMap(
        int width,
        int height,
        Picture picture,
        DepthCalibration calibration,
        double chroma,
        double lostArea,
        Picture drawn) {}
