/**
 * What a model can be taught: a {@link io.mingle.trainer.Task} is a sampler of examples, an
 * objective and a metric.
 *
 * <p>Bundles implement {@code Task}, {@code Sampler}, {@code Objective}, {@code Loss}, {@code
 * Network} and {@code Trial}, and register the task as a service; the trainer calls them, and
 * implements {@code Networks}, {@code Inputs} and {@code Terms}. Who asks about pictures begins
 * with {@link io.mingle.trainer.picture.PictureTask}.
 */
@org.osgi.annotation.bundle.Export(
        substitution = org.osgi.annotation.bundle.Export.Substitution.NOIMPORT)
@org.osgi.annotation.versioning.Version("0.1.0")
package io.mingle.trainer;
