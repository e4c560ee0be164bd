package io.mingle.http.internal.agents;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.gui.Action;
import io.mingle.api.gui.AgentRun;
import io.mingle.api.gui.AgentStep;
import io.mingle.api.gui.ApprovalAsked;
import io.mingle.api.gui.Point;
import io.mingle.api.gui.Thought;
import io.mingle.api.gui.device.Screen;
import io.mingle.json.MediaTarget;
import java.util.Locale;
import java.util.Optional;

/** Writes runs and what happens in them. */
final class RunJson {

    /** Larger screenshots are not sent, in bytes of their file. */
    static final int MOST_SCREEN = 4 << 20;

    private RunJson() {}

    /** Writes a run that is under way. */
    static ObjectNode of(RunUnderWay run) {
        ObjectNode json = head(run);
        json.put("status", run.question().isPresent() ? "waiting_for_approval" : "running");
        json.put("step", run.step());
        run.question().ifPresent(it -> json.set("approval", of(run.asked(), it)));
        return json;
    }

    /** Writes a run that has ended, without its screens. */
    static ObjectNode of(RunUnderWay run, AgentRun ended) {
        ObjectNode json = head(run);
        json.put("device", ended.device());
        json.put("status", "completed");
        json.put("end", lower(ended.end()));
        json.put("reason", ended.reason());
        ended.answer().ifPresent(it -> json.put("answer", it));
        json.put("dry_run", ended.dryRun());
        ArrayNode steps = json.putArray("steps");
        ended.steps().forEach(it -> steps.add(of(it)));
        return json;
    }

    private static ObjectNode head(RunUnderWay run) {
        return object().put("id", run.id())
                .put("object", "agent.run")
                .put("goal", run.goal())
                .put("device", run.device());
    }

    static ObjectNode of(AgentStep step) {
        ObjectNode json = object().put("step", step.number());
        json.put("thought", step.thought());
        json.put("reflection", step.reflection());
        action(json, step.action());
        json.put("outcome", lower(step.outcome()));
        json.put("note", step.note());
        json.put("thinking_ms", step.thinking().toMillis());
        json.put("acting_ms", step.acting().toMillis());
        return json;
    }

    static ObjectNode of(Thought thought) {
        ObjectNode json = object().put("step", thought.step());
        json.put("thought", thought.thought());
        json.put("reflection", thought.reflection());
        action(json, thought.action());
        return json;
    }

    /**
     * Writes what is asked.
     *
     * @param number of the question
     */
    static ObjectNode of(int number, ApprovalAsked asked) {
        ObjectNode json = object().put("question", number).put("step", asked.step());
        action(json, Optional.of(asked.action()));
        return json.put("reason", asked.reason());
    }

    /**
     * Writes what a device shows.
     *
     * @param picture whether the screenshot is sent; one that is too large is not
     */
    static ObjectNode of(int step, Screen screen, boolean picture) {
        ObjectNode json = object().put("step", step);
        ObjectNode its = json.putObject("screen");
        its.put("width", screen.width());
        its.put("height", screen.height());
        its.put("app", screen.app());
        int bytes = screen.picture().bytes().length;
        its.put("bytes", bytes);
        if (picture && bytes <= MOST_SCREEN) {
            its.put("image_url", MediaTarget.dataUrls().put("screen", screen.picture()));
        }
        return json;
    }

    private static void action(ObjectNode json, Optional<Action> action) {
        action.ifPresent(it -> json.set("action", of(it)));
    }

    /** Writes an action; spots are fractions of the screen. */
    static ObjectNode of(Action action) {
        ObjectNode json = object().put("kind", lower(action.kind()));
        if (action instanceof Action.Tap tap) {
            spot(json, "", tap.at());
        } else if (action instanceof Action.LongPress press) {
            spot(json, "", press.at());
        } else if (action instanceof Action.Hover hover) {
            spot(json, "", hover.at());
        } else if (action instanceof Action.Swipe swipe) {
            spot(json, "", swipe.from());
            spot(json, "to_", swipe.to());
        } else if (action instanceof Action.Scroll scroll) {
            json.put("direction", lower(scroll.direction()));
        } else if (action instanceof Action.Type type) {
            json.put("text", type.text());
        } else if (action instanceof Action.Answer answer) {
            json.put("text", answer.text());
        } else if (action instanceof Action.Press press) {
            json.put("key", lower(press.key()));
        } else if (action instanceof Action.OpenApp open) {
            json.put("name", open.name());
        } else if (action instanceof Action.Select select) {
            spot(json, "", select.at());
            json.put("option", select.option());
        }
        return json.put("words", action.words());
    }

    private static void spot(ObjectNode json, String prefix, Point at) {
        json.put(prefix + "x", at.x()).put(prefix + "y", at.y());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
