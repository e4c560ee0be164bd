package io.mingle.alttext;

import io.mingle.api.content.Picture;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.Broker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says for each picture of a folder what it shows, one line each: the file, a tab, the text. */
@Component(property = "name=alt-text")
public final class AltTextSkill implements Skill {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Broker broker;

    @Activate
    public AltTextSkill(@Reference Broker broker) {
        this.broker = broker;
    }

    @Override
    public SkillDescription description() {
        String schema = "{\"type\": \"object\", \"required\": [\"folder\"]}";
        return new SkillDescription(
                "alt-text",
                "0.1.0",
                "Texts for a folder of pictures.",
                schema,
                SkillDescription.TEXT);
    }

    @Override
    public Generation<SkillResult> invoke(SkillRequest request) {
        if (!(request.arguments().get("folder") instanceof String folder)) {
            throw new InvalidRequestException("alt-text got no folder (text). Name one.");
        }
        Object words = request.arguments().get("question");
        String asked = words == null ? "Describe the picture." : words.toString();
        return GenerationChannel.produce(
                "alt-text",
                channel -> {
                    for (Path file : pictures(Path.of(folder))) {
                        channel.throwIfCancelled();
                        Conversation question = Conversation.of(asked, Picture.read(file));
                        String text = answer(question, request.options());
                        channel.delta(file.getFileName() + "\t" + text + "\n");
                    }
                    return SkillResult.text(channel.text());
                });
    }

    private static List<Path> pictures(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(it -> it.toString().matches("(?i).+\\.(png|jpe?g)"))
                    .sorted()
                    .toList();
        }
    }

    private String answer(Conversation question, GenerationOptions options) {
        return broker.generate(Understanding.class, LIMIT, it -> it.ask(question, options))
                .join(LIMIT)
                .result()
                .text();
    }
}
