package io.mingle.shell.internal;

import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;

/** What skills can be called by. */
final class SkillNames {

    private SkillNames() {}

    /** Lists the names of the skills that are there now; whoever has none cannot be called. */
    static List<String> now(BundleContext context) {
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
