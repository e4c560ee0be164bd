package io.mingle.http.internal.skills;

import io.mingle.broker.RegisteredSkills;
import java.util.List;
import org.osgi.framework.BundleContext;
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
        return RegisteredSkills.names(context);
    }

    /** Finds one among services by a name out of {@link #all}. */
    public static String filter(String name) {
        return "(name=" + name + ")";
    }
}
