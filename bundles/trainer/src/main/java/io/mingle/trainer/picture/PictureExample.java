package io.mingle.trainer.picture;

import io.mingle.trainer.data.Sample;
import io.mingle.vision.picture.Patches;

/** A sample and its picture as the vision encoder takes it. */
record PictureExample(Sample sample, Patches patches) {}
