package io.mingle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.content.Content;
import io.mingle.api.content.Sound;
import io.mingle.api.content.Text;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.conversation.Message;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Finished;
import io.mingle.api.media.MediaReader;
import io.mingle.api.skill.SelfTest;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import io.mingle.itests.harness.InFramework;
import io.mingle.itests.model.ModelInUse;
import io.mingle.itests.skill.SkillText;
import io.mingle.itests.sound.Tone;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * A sound file and a question in, an answer out. A small random model is put in the place of the
 * embedded one; what it says means nothing and depends on what it hears.
 */
@InFramework(tinyModel = true)
@Timeout(180)
class SoundQuestionIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final GenerationOptions OPTIONS = GenerationOptions.GREEDY.withMaxTokens(24);
    private static final Text WORDS = new Text("What do you hear?");

    /** {@code <audio>} and {@code </audio>}. */
    private static final int AROUND = 2;

    @TempDir private Path folder;

    /** The media reader is waited for as well. */
    @BeforeEach
    void hear(ConfigurationAdmin admin, Broker broker, MediaReader media) throws Exception {
        ModelInUse.tiny(admin, broker);
    }

    @AfterEach
    void hearNoMore(ConfigurationAdmin admin, Broker broker) throws Exception {
        ModelInUse.embedded(admin, broker);
    }

    private static Finished<Answer> ask(Broker broker, Content... content) {
        Conversation question = new Conversation(List.of(Message.user(content)));
        return broker.generate(Understanding.class, LIMIT, it -> it.ask(question, OPTIONS))
                .join(LIMIT);
    }

    private static String said(Broker broker, Content... content) {
        return ask(broker, content).result().text();
    }

    private static String invoke(Broker broker, Map<String, Object> arguments) {
        SkillRequest request = new SkillRequest(arguments, OPTIONS);
        return SkillText.of(
                broker.generate(
                                Skill.class,
                                "(name=understanding)",
                                LIMIT,
                                it -> it.invoke(request))
                        .join(LIMIT));
    }

    @Test
    void aFlacIsAnsweredLikeTheSameSoundAsAWav(Broker broker) {
        Tone tone = Tone.of(1500, 440);
        String answer = said(broker, WORDS, tone.flac());

        assertFalse(answer.isBlank());
        assertEquals(said(broker, WORDS, tone.wav()), answer);
        assertNotEquals(said(broker, WORDS, Tone.of(1500, 2000).flac()), answer);
    }

    /** Of 5,512 samples at 22,050 a second: 7 tokens. */
    @Test
    void anMp3IsAnswered(Broker broker) throws IOException {
        Finished<Answer> answer = ask(broker, WORDS, mp3());

        assertTrue(answer.usage().completionTokens() > 0, answer.toString());
        assertEquals(
                ask(broker, WORDS).usage().promptTokens() + 7 + AROUND,
                answer.usage().promptTokens());
    }

    @Test
    void theSkillAnswersLikeTheService(Broker broker) throws IOException {
        Sound sound = mp3();
        assertEquals(
                said(broker, WORDS, sound),
                invoke(broker, Map.of("question", WORDS.text(), "sounds", List.of(sound))));
        assertEquals(
                said(broker, sound, sound),
                invoke(broker, Map.of("sounds", List.of(sound, sound))));
    }

    @Test
    void theSkillSaysWhatItTakes(Broker broker) throws IOException {
        assertRefused(broker, Map.of("sounds", List.of()), "without a question");
        assertRefused(broker, Map.of("sounds", List.of("a.mp3")), "than a list of sounds");
        assertRefused(broker, Map.of("sounds", List.of(mp3()), "question", 1), "than a text");
    }

    private static void assertRefused(Broker broker, Map<String, Object> arguments, String told) {
        String message =
                assertThrows(InvalidRequestException.class, () -> invoke(broker, arguments))
                        .getMessage();
        assertTrue(message.contains(told), message);
    }

    @Test
    void theSelfTestPassesWhetherTheModelHearsOrNot(ConfigurationAdmin admin, Broker broker)
            throws Exception {
        test(broker);
        ModelInUse.folder(admin, broker, withoutEars());
        test(broker);
        InvalidRequestException error =
                assertThrows(
                        InvalidRequestException.class,
                        () -> invoke(broker, Map.of("sounds", List.of(Tone.of(500, 440).wav()))));
        assertTrue(error.getMessage().contains("cannot hear"), error.getMessage());
    }

    /** Copies what the tiny model understands with, but for its ears. */
    private Path withoutEars() throws IOException {
        Path tiny = Path.of(System.getProperty(ModelInUse.TINY));
        try (Stream<Path> files = Files.list(tiny)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        Path config = folder.resolve("config.json");
        String text = Files.readString(config);
        Files.writeString(config, text.replace("\"audio_config\"", "\"no_audio_config\""));
        return folder;
    }

    private static void test(Broker broker) throws Exception {
        try (Lease<SelfTest> lease = broker.lease(SelfTest.class, LIMIT)) {
            lease.service().run();
        }
    }

    private static Sound mp3() throws IOException {
        try (InputStream in = SoundQuestionIT.class.getResourceAsStream("/sounds/tone.mp3")) {
            assertNotNull(in, "/sounds/tone.mp3");
            return new Sound("tone.mp3", in.readAllBytes());
        }
    }
}
