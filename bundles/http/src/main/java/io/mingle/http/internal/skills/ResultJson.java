package io.mingle.http.internal.skills;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingle.api.event.Finished;
import io.mingle.api.skill.SkillResult;
import io.mingle.http.internal.Json;
import io.mingle.json.MediaTarget;
import io.mingle.json.SkillJson;

/** Writes what a skill has made, media as data URLs. */
final class ResultJson {

    private ResultJson() {}

    static ObjectNode of(Finished<SkillResult> end) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("object", "skill.result");
        json.set(
                "result",
                Json.made("A result", SkillJson.result(end.result(), MediaTarget.dataUrls())));
        json.putObject("usage")
                .put("prompt_tokens", end.usage().promptTokens())
                .put("completion_tokens", end.usage().completionTokens());
        ArrayNode warnings = json.putArray("warnings");
        end.warnings().forEach(warnings::add);
        return json;
    }
}
