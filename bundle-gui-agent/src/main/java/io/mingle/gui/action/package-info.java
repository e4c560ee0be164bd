/**
 * How actions are written: readers and writers for the forms of the published corpora and for a
 * form of calls, {@code click(x=0.384,y=0.082)}.
 *
 * <p>{@code io.mingle.gui} implements them. Those who prepare or read such texts call them: tasks
 * of a training, evaluations.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
package io.mingle.gui.action;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
