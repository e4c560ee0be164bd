package io.mingle.http.internal.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingle.http.internal.TestServer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallSchemaTest {

    private static Tool tool(String name, String parameters, boolean strict) throws Exception {
        return new Tool(name, Optional.empty(), Optional.of(TestServer.json(parameters)), strict);
    }

    private static JsonNode loose(String schema) throws Exception {
        return LooseSchema.of(TestServer.json(schema));
    }

    @Test
    void aCallNamesItsToolAndHasArgumentsOfItsSchema() throws Exception {
        JsonNode schema = CallSchema.of(List.of(tool("one", "{\"type\":\"object\"}", false)));
        assertEquals("one", schema.at("/properties/name/const").asText());
        assertEquals("object", schema.at("/properties/arguments/type").asText());
        assertEquals("[\"name\",\"arguments\"]", schema.path("required").toString());
    }

    @Test
    void referencesLeadToWhereTheSchemaNowStands() throws Exception {
        String tree =
                "{\"type\":\"object\",\"properties\":{\"$ref\":{\"type\":\"string\"},\"next\":"
                        + "{\"$ref\":\"#\"},\"n\":{\"$ref\":\"#/$defs/n\"},\"e\":{\"enum\":"
                        + "[{\"$ref\":\"#\"}]}},\"$defs\":{\"n\":{\"type\":\"null\"}}}";
        for (boolean strict : List.of(true, false)) {
            JsonNode schema =
                    CallSchema.of(List.of(tool("a", "{}", false), tool("b", tree, strict)));
            String base = "#/anyOf/1/properties/arguments";
            JsonNode moved = schema.at(base.substring(1));
            assertEquals(base, moved.at("/properties/next/$ref").asText());
            assertEquals(base + "/$defs/n", moved.at("/properties/n/$ref").asText());
            assertEquals("null", moved.at("/$defs/n/type").asText());
            assertEquals("string", moved.at("/properties/$ref/type").asText());
            assertEquals("#", moved.at("/properties/e/enum/0/$ref").asText());
        }
    }

    @Test
    void whatOnlyDescribesIsLeftOutAndNoPropertyIs() throws Exception {
        JsonNode schema =
                CallSchema.of(
                        List.of(
                                tool(
                                        "a",
                                        "{\"type\":\"object\",\"description\":\"x\",\"properties\":"
                                            + "{\"title\":{\"type\":\"string\",\"title\":\"y\"},"
                                            + "\"description\":true}}",
                                        true)));
        assertEquals(
                TestServer.json(
                        "{\"type\":\"object\",\"properties\":{\"title\":{\"type\":\"string\"},"
                                + "\"description\":true}}"),
                schema.at("/properties/arguments"));
    }

    @Test
    void whatAnswersCannotBeHeldToIsLeftOutUnlessStrictnessIsAskedFor() throws Exception {
        String schema =
                "{\"type\":\"object\",\"properties\":{\"at\":{\"type\":\"string\",\"format\":"
                    + "\"date\",\"pattern\":\"(?=a)\",\"minLength\":1.5},\"n\":{\"type\":\"number\","
                    + "\"multipleOf\":2,\"minimum\":0.5,\"maximum\":9}},\"required\":[\"at\"],"
                    + "\"anyOf\":[{\"required\":[\"n\"]}],\"additionalProperties\":false}";
        assertEquals(
                TestServer.json(
                        "{\"type\":\"object\",\"properties\":{\"at\":{\"type\":\"string\"},\"n\":"
                                + "{\"type\":\"number\",\"maximum\":9}},\"required\":[\"at\"],"
                                + "\"additionalProperties\":false}"),
                loose(schema));
        assertEquals(TestServer.json(schema), tool("a", schema, true).enforced());
    }

    @Test
    void alternativesArePossibleOnesAndOthersAreAnything() throws Exception {
        assertEquals(
                TestServer.json("{\"anyOf\":[{\"type\":\"null\"},{\"type\":\"string\"}]}"),
                loose(
                        "{\"description\":\"x\",\"oneOf\":[{\"type\":\"null\"},{\"type\":\"string\","
                            + "\"format\":\"uri\"}]}"));
        assertEquals(
                TestServer.json("{\"type\":\"integer\"}"),
                loose("{\"allOf\":[{\"type\":\"integer\"}]}"));
        assertEquals(TestServer.json("{}"), loose("{\"allOf\":[{\"minimum\":1},{\"maximum\":2}]}"));
        assertEquals(TestServer.json("{}"), loose("{\"$ref\":\"https://example.com/a.json\"}"));
        assertEquals(TestServer.json("{}"), loose("{\"type\":\"file\"}"));
        assertTrue(loose("3").asBoolean());
    }

    @Test
    void argumentsAreAnObjectWhereTheSchemaDoesNotSay() throws Exception {
        assertEquals("object", tool("a", "{}", true).enforced().path("type").asText());
        assertEquals(
                "object",
                new Tool("a", Optional.empty(), Optional.empty(), false)
                        .enforced()
                        .path("type")
                        .asText());
    }

    @Test
    void aChoiceThatCannotBeMadeIsRefused() {
        assertThrows(
                io.mingle.http.internal.ApiException.class,
                () -> Tools.NONE.choosing("tool_choice", "required"));
    }
}
