/**
 * Questions about pictures.
 *
 * <p>A task that draws pictures and asks about them extends {@link
 * io.mingle.trainer.picture.PictureTask} and is registered as a {@link io.mingle.trainer.Task}.
 */
@org.osgi.annotation.bundle.Export(
        substitution = org.osgi.annotation.bundle.Export.Substitution.NOIMPORT)
@org.osgi.annotation.versioning.Version("0.1.0")
package io.mingle.trainer.picture;
