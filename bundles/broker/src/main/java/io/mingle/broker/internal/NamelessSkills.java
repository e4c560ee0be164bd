package io.mingle.broker.internal;

import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns of skills that no list shows and nobody can call, because they came without a name. */
@Component(
        service = {},
        immediate = true)
public final class NamelessSkills {

    private static final Logger log = LoggerFactory.getLogger(NamelessSkills.class);

    /** A skill has come; it is not taken into use. */
    @Reference(
            service = Skill.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void add(ServiceReference<Skill> skill) {
        Object name = skill.getProperty("name");
        if (!SkillDescription.isName(name)) {
            log.warn(
                    "{} offers a skill whose property 'name' is {}; nobody can call it. Give its"
                            + " component the name of its description: small letters, digits and"
                            + " hyphens, a letter first",
                    skill.getBundle(),
                    name == null ? "missing" : "'" + name + "'");
        }
    }

    void remove(ServiceReference<Skill> skill) {
        // It was not taken.
    }
}
