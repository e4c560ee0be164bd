package io.mingle.host.launch;

import java.util.List;

/**
 * A bundle as the framework sees it.
 *
 * @param name its symbolic name
 * @param version its version
 * @param state {@code ACTIVE}, {@code RESOLVED}, …
 * @param problem why it is not active, in a sentence; empty if it is
 * @param skills the skills that it declares, whether it is active or not
 */
public record InstalledBundle(
        String name, String version, String state, String problem, List<DeclaredSkill> skills) {

    /** Copies the list. */
    public InstalledBundle {
        skills = List.copyOf(skills);
    }

    /**
     * A skill as the manifest of its bundle declares it.
     *
     * @param name what to call it by
     * @param version of the skill
     */
    public record DeclaredSkill(String name, String version) {}
}
