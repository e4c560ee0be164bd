package io.mingle.broker;

import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;

/** The names by which skills can be called. */
public final class RegisteredSkills {

    private RegisteredSkills() {}

    /**
     * Lists the names of the skills that are there now; one without a name cannot be called.
     *
     * @param context of the bundle that asks
     * @return sorted, each once
     */
    public static List<String> names(BundleContext context) {
        try {
            return context.getServiceReferences(Skill.class, null).stream()
                    .map(it -> it.getProperty("name"))
                    .filter(SkillDescription::isName)
                    .map(Object::toString)
                    .distinct()
                    .sorted()
                    .toList();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("There is no filter that could be wrong", e);
        }
    }
}
