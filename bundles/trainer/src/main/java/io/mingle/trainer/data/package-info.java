/**
 * What nano is trained on: pictures drawn on the fly together with questions, answers and dense
 * labels.
 *
 * <p>A {@link io.mingle.trainer.data.PictureSource} draws samples from a seed; {@link
 * io.mingle.trainer.picture.PictureTask} asks it for batches on several threads and, in an
 * evaluation, for pictures nobody trained on. {@link io.mingle.trainer.data.FontLibrary} finds the
 * fonts, {@link io.mingle.trainer.data.TokenizerFile} writes the tokenizer that belongs to the
 * checkpoint. Everything here is plain Java2D and runs headless.
 */
@org.osgi.annotation.bundle.Export(
        substitution = org.osgi.annotation.bundle.Export.Substitution.NOIMPORT)
@org.osgi.annotation.versioning.Version("0.1.0")
package io.mingle.trainer.data;
