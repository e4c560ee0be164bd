package io.mingle.itests.skill;

import io.mingle.api.content.Content;
import io.mingle.api.content.Sound;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.understanding.PictureUnderstanding;
import io.mingle.api.understanding.Question;
import io.mingle.api.understanding.SoundUnderstanding;
import io.mingle.broker.Broker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.osgi.framework.FrameworkUtil;

/**
 * A skill that asks others through the broker, as docs/writing-a-skill.md has it: about the picture
 * or the sound that it is given. A component of {@link SkillBundle#asking}.
 */
public final class AskingSkill implements Skill {

    /** Its name. */
    public static final String NAME = "asking";

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private volatile Broker broker;

    /** Creates the skill; called by Declarative Services. */
    public AskingSkill() {}

    /** Takes the broker; called by Declarative Services. */
    public void setBroker(Broker given) {
        broker = given;
    }

    /**
     * Asks it to ask.
     *
     * @param question with a picture or a sound
     * @return the request
     */
    public static SkillRequest request(Question question) {
        return new SkillRequest(Map.of("content", question.content()), question.options());
    }

    @Override
    public SkillDescription description() {
        String version = FrameworkUtil.getBundle(AskingSkill.class).getVersion().toString();
        return new SkillDescription(NAME, version, "Asks others.", "{\"type\":\"object\"}");
    }

    @Override
    public Generation invoke(SkillRequest request) {
        List<?> content = (List<?>) request.arguments().get("content");
        Question question =
                new Question(content.stream().map(Content.class::cast).toList(), request.options());
        boolean hears = content.stream().anyMatch(Sound.class::isInstance);
        return GenerationChannel.produce(
                NAME,
                channel -> {
                    Generation answer =
                            hears
                                    ? broker.generate(
                                            SoundUnderstanding.class, LIMIT, it -> it.ask(question))
                                    : broker.generate(
                                            PictureUnderstanding.class,
                                            LIMIT,
                                            it -> it.ask(question));
                    channel.delta(answer.join(LIMIT).text());
                });
    }
}
