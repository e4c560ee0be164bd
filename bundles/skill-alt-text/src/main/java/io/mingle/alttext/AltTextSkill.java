package io.mingle.alttext;

import io.mingle.api.content.Picture;
import io.mingle.api.event.Generation;
import io.mingle.api.event.GenerationChannel;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillDescription;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.understanding.PictureUnderstanding;
import io.mingle.api.understanding.Question;
import io.mingle.broker.Broker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says for each picture of a folder what it shows, one line each: the file, a tab, the text. */
@Component(property = "name=alt-text")
public final class AltTextSkill implements Skill {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    @Reference private Broker broker;

    @Override
    public SkillDescription description() {
        String schema = "{\"type\": \"object\", \"required\": [\"folder\"]}";
        return new SkillDescription("alt-text", "0.1.0", "Texts for a folder of pictures.", schema);
    }

    @Override
    public Generation invoke(SkillRequest request) {
        Path folder = Path.of(String.valueOf(request.arguments().get("folder")));
        Object question = request.arguments().getOrDefault("question", "Describe the picture.");
        return GenerationChannel.produce(
                "alt-text",
                channel -> {
                    for (Path file : pictures(folder)) {
                        channel.throwIfCancelled();
                        channel.delta(file.getFileName() + "\t" + ask(file, question) + "\n");
                    }
                });
    }

    private static List<Path> pictures(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(it -> it.toString().matches(".+\\.(png|jpe?g)")).sorted().toList();
        }
    }

    private String ask(Path file, Object question) {
        Question asked = Question.of(question.toString(), Picture.read(file));
        Generation answer = broker.generate(PictureUnderstanding.class, LIMIT, it -> it.ask(asked));
        return answer.join(LIMIT).text();
    }
}
