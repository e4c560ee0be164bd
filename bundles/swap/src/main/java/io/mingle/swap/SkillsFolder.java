package io.mingle.swap;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A folder whose jars are installed, replaced and removed as its files are, with the trial and the
 * draining that the {@link Swapper} has for all.
 *
 * <p>May be called from any thread.
 */
@ProviderType
public interface SkillsFolder {

    /**
     * Describes the jars that are in the folder and not in use.
     *
     * @return sentences for people that name the file and the reason; a copy, in the order of the
     *     files, empty if all are in use
     */
    List<String> problems();
}
