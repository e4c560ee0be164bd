package io.mingle.http.internal.skills;

import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import java.util.List;
import java.util.Objects;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Which skills are registered now. */
@Component(service = SkillNames.class)
public class SkillNames {

    private final BundleContext context;

    @Activate
    public SkillNames(BundleContext context) {
        this.context = context;
    }

    /** Lists them, in the order of the alphabet. */
    public List<String> all() {
        try {
            return context.getServiceReferences(Skill.class, null).stream()
                    .map(it -> it.getProperty("name"))
                    .filter(Objects::nonNull)
                    .map(Object::toString)
                    .filter(SkillDescription::isName)
                    .distinct()
                    .sorted()
                    .toList();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("There is no filter that could be wrong", e);
        }
    }

    /** Finds one among services by a name out of {@link #all}. */
    public static String filter(String name) {
        return "(name=" + name + ")";
    }
}
