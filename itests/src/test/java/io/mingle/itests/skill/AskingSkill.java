package io.mingle.itests.skill;

import io.mingle.api.content.Content;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.conversation.Message;
import io.mingle.api.event.Generation;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.Broker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.osgi.framework.FrameworkUtil;

/**
 * A skill that asks others through the broker, as docs/writing-a-skill.md has it: about whatever it
 * is given. A component of {@link SkillBundle#asking}.
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
     * @param question one message
     * @param options for the answer
     * @return the request
     */
    public static SkillRequest request(Conversation question, GenerationOptions options) {
        return new SkillRequest(Map.of("content", question.content()), options);
    }

    @Override
    public SkillDescription description() {
        String version = FrameworkUtil.getBundle(AskingSkill.class).getVersion().toString();
        return new SkillDescription(
                NAME, version, "Asks others.", "{\"type\":\"object\"}", SkillDescription.TEXT);
    }

    @Override
    public Generation<SkillResult> invoke(SkillRequest request) {
        List<?> content = (List<?>) request.arguments().get("content");
        Message question = Message.user(content.toArray(Content[]::new));
        Conversation conversation = new Conversation(List.of(question));
        return broker.generate(
                        Understanding.class, LIMIT, it -> it.ask(conversation, request.options()))
                .map(answer -> SkillResult.text(answer.text()));
    }
}
