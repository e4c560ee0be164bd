package io.mingle.broker.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.event.Generation;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import java.util.Dictionary;
import java.util.Hashtable;
import org.junit.jupiter.api.Test;

class NamelessSkillsTest extends BrokerFixture {

    /** Never called: only its registration is looked at. */
    private static final Skill SKILL =
            new Skill() {
                @Override
                public SkillDescription description() {
                    throw new UnsupportedOperationException("Nobody asks");
                }

                @Override
                public Generation<SkillResult> invoke(SkillRequest request) {
                    throw new UnsupportedOperationException("Nobody calls");
                }
            };

    private String told(Object name) {
        Dictionary<String, Object> properties = new Hashtable<>();
        if (name != null) {
            properties.put("name", name);
        }
        return logOf(
                () ->
                        new NamelessSkills()
                                .add(
                                        provider.getBundleContext()
                                                .registerService(Skill.class, SKILL, properties)
                                                .getReference()));
    }

    @Test
    void aSkillThatCanBeCalledIsNotTold() {
        assertEquals("", told("alt-text"));
    }

    @Test
    void aSkillWithoutANameIsToldWithItsBundleAndWhatToDo() {
        assertTold(null, "missing");
        assertTold("", "''");
        assertTold("Alt text", "'Alt text'");
        assertTold(3, "'3'");
    }

    private void assertTold(Object name, String shown) {
        String told = told(name);
        String expected =
                "WARN io.mingle.broker.internal.NamelessSkills - test.provider [%s] offers a skill whose property 'name' is %s; nobody can call it. Give its component the name of its description"
                        .formatted(provider.getBundleId(), shown);
        assertTrue(told.contains(expected), told);
    }
}
