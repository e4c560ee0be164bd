package io.mingle.trainer.internal.batch;

import io.mingle.trainer.data.Sample;
import io.mingle.vision.picture.Patches;

/** A sample and its picture as the vision encoder takes it. */
record Drawn(Sample sample, Patches patches) {}
