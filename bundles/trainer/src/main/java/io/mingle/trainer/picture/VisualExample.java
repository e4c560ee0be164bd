package io.mingle.trainer.picture;

import io.mingle.trainer.data.Sample;
import io.mingle.trainer.data.Turn;
import io.mingle.vision.picture.Patches;
import java.util.List;

/**
 * A picture or a clip as the vision encoder takes it, with what is asked about it.
 *
 * @param slices what is marked at each step in time; of a picture there is one
 * @param turns the questions
 * @param patches the pixels
 * @param isVideo whether the prompt calls it a video
 */
record VisualExample(List<Sample> slices, List<Turn> turns, Patches patches, boolean isVideo) {}
