package io.mingle.itests.swap;

import io.mingle.api.conversation.Conversation;
import io.mingle.api.event.Generation;
import io.mingle.api.skill.Skill;
import io.mingle.api.skill.SkillRequest;
import io.mingle.api.skill.SkillResult;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.Grounding;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.Lease;
import io.mingle.host.Mingle;
import io.mingle.itests.model.MultimodalQuestion;
import io.mingle.itests.skill.AskingSkill;
import io.mingle.itests.skill.SkillText;
import io.mingle.itests.swap.Cell.Target;
import java.time.Duration;

/** One call, in one of the ways that callers have. */
final class Asking {

    private static final String NAMED = "(name=" + AskingSkill.NAME + ")";
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private Asking() {}

    /** Asks, and waits for the answer, which is the same every time. */
    static String ask(Mingle mingle, Cell cell) {
        Conversation question =
                MultimodalQuestion.of(
                        cell.target() == Target.AUDIO
                                ? MultimodalQuestion.SOUND
                                : MultimodalQuestion.PICTURE,
                        MultimodalQuestion.WORDS);
        SkillRequest request = AskingSkill.request(question, MultimodalQuestion.SHORT);
        boolean toSkill = cell.target() == Target.SKILL;
        return switch (cell.caller()) {
            case FACADE ->
                    toSkill
                            ? said(mingle.invoke(AskingSkill.NAME, request))
                            : text(mingle.ask(question, MultimodalQuestion.SHORT));
            case LEASE ->
                    switch (cell.target()) {
                        case SKILL -> leasing(mingle, request);
                        case VISION -> locating(mingle);
                        case CORE, AUDIO -> leasing(mingle, question);
                    };
            case BROKER -> toSkill ? skill(mingle, request) : understanding(mingle, question);
            case SKILL -> skill(mingle, request);
        };
    }

    private static String skill(Mingle mingle, SkillRequest request) {
        return said(mingle.broker().generate(Skill.class, NAMED, LIMIT, it -> it.invoke(request)));
    }

    private static String understanding(Mingle mingle, Conversation question) {
        return text(
                mingle.broker()
                        .generate(
                                Understanding.class,
                                LIMIT,
                                it -> it.ask(question, MultimodalQuestion.SHORT)));
    }

    private static String leasing(Mingle mingle, SkillRequest request) {
        try (Lease<Skill> lease = mingle.lease(Skill.class, NAMED)) {
            return said(lease.service().invoke(request));
        }
    }

    private static String leasing(Mingle mingle, Conversation question) {
        try (Lease<Understanding> lease = mingle.lease(Understanding.class)) {
            return text(lease.service().ask(question, MultimodalQuestion.SHORT));
        }
    }

    /** The service of the very bundle that is replaced; others lease what encodes for them. */
    private static String locating(Mingle mingle) {
        try (Lease<Grounding> lease = mingle.lease(Grounding.class)) {
            return lease.service()
                    .locate(MultimodalQuestion.PICTURE, "blue square")
                    .join(LIMIT)
                    .result()
                    .toString();
        }
    }

    private static String text(Generation<Answer> generation) {
        return generation.join(LIMIT).result().text();
    }

    private static String said(Generation<SkillResult> generation) {
        return SkillText.of(generation.join(LIMIT));
    }
}
