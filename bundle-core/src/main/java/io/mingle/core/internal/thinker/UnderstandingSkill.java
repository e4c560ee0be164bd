package io.mingle.core.internal.thinker;

import io.mingle.api.content.Content;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Text;
import io.mingle.api.content.Video;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.conversation.Message;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.Broker;
import io.mingle.thinker.Thinker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Offers understanding to those who list and call skills by name. */
@Component(property = "name=" + UnderstandingSkill.NAME)
public final class UnderstandingSkill implements Skill {

    static final String NAME = "understanding";

    private static final String INPUT =
            """
            {
              "type": "object",
              "properties": {
                "question": {
                  "type": "string",
                  "description": "What is asked; a sound may ask it instead."
                },
                "pictures": {
                  "type": "array",
                  "items": {"type": "string", "contentMediaType": "image/*"}
                },
                "videos": {
                  "type": "array",
                  "items": {"type": "string", "contentMediaType": "video/*"}
                },
                "sounds": {
                  "type": "array",
                  "items": {"type": "string", "contentMediaType": "audio/*"}
                },
                "system": {"type": "string", "description": "How answers are to be."},
                "messages": {
                  "type": "array",
                  "description": "What was said before, oldest first.",
                  "items": {
                    "type": "object",
                    "required": ["role", "text"],
                    "properties": {
                      "role": {"enum": ["user", "assistant"]},
                      "text": {"type": "string"}
                    }
                  }
                }
              }
            }
            """;

    private static final String OUTPUT =
            """
            {
              "type": "object",
              "required": ["text", "finish_reason"],
              "properties": {
                "text": {"type": "string"},
                "finish_reason": {"type": "string"}
              }
            }
            """;

    private final Understanding understanding;
    private final SkillDescription description;

    @Activate
    public UnderstandingSkill(
            @Reference Broker broker, @Reference Thinker thinker, BundleContext context) {
        this(
                new MultimodalAnswers(broker, thinker, context),
                context.getBundle().getVersion().toString());
    }

    UnderstandingSkill(Understanding understanding, String version) {
        this.understanding = understanding;
        this.description =
                new SkillDescription(
                        NAME,
                        version,
                        "Answers a question about pictures, videos and sounds, or about none.",
                        INPUT,
                        OUTPUT);
    }

    @Override
    public SkillDescription description() {
        return description;
    }

    @Override
    public Generation<SkillResult> invoke(SkillRequest request) {
        return understanding
                .ask(conversation(request.arguments()), request.options())
                .map(UnderstandingSkill::result);
    }

    private static SkillResult result(Answer answer) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("text", answer.text());
        values.put("finish_reason", answer.reason().name().toLowerCase(Locale.ROOT));
        return new SkillResult(values);
    }

    private static Conversation conversation(Map<String, Object> arguments) {
        List<Message> messages = new ArrayList<>();
        text(arguments, "system").map(Message::system).ifPresent(messages::add);
        list(arguments, "messages", Map.class).forEach(said -> messages.add(message(said)));
        List<Content> content = new ArrayList<>();
        content.addAll(list(arguments, "pictures", Picture.class));
        content.addAll(list(arguments, "videos", Video.class));
        text(arguments, "question").map(Text::new).ifPresent(content::add);
        content.addAll(list(arguments, "sounds", Sound.class));
        messages.add(Message.user(content.toArray(Content[]::new)));
        return new Conversation(messages);
    }

    private static Message message(Map<?, ?> said) {
        if (said.get("text") instanceof String text) {
            if ("user".equals(said.get("role"))) {
                return Message.user(new Text(text));
            }
            if ("assistant".equals(said.get("role"))) {
                return Message.assistant(text);
            }
        }
        throw new InvalidRequestException(
                "The skill understanding got the message %s. Give each a role, user or assistant, and a text."
                        .formatted(said));
    }

    private static Optional<String> text(Map<String, Object> arguments, String name) {
        Object value = arguments.get(name);
        if (value == null || value instanceof String) {
            return Optional.ofNullable((String) value);
        }
        throw wrong(name, "a text");
    }

    private static <T> List<T> list(Map<String, Object> arguments, String name, Class<T> kind) {
        Object value = arguments.getOrDefault(name, List.of());
        if (value instanceof List<?> list && list.stream().allMatch(kind::isInstance)) {
            return list.stream().map(kind::cast).toList();
        }
        throw wrong(name, "a list of " + name);
    }

    private static InvalidRequestException wrong(String name, String expected) {
        return new InvalidRequestException(
                "The skill understanding got something else in '%s' than %s. Leave it out or give that."
                        .formatted(name, expected));
    }
}
