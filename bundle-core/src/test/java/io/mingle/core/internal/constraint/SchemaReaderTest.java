package io.mingle.core.internal.constraint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.InvalidRequestException;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class SchemaReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{};{\"a\": [1, -2.5e3, \"x\\n\\u00e9\", null, true, {}, []]}",
                "true;\"a\"",
                "{\"type\":\"object\"};{}",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}}};{}",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}}};{\"a\":1}",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}}};{\"a\": 1}",
                "{\"properties\":{\"a\":{},\"b\":{},\"c\":{}},\"required\":[\"b\"]};{\"b\":1}",
                "{\"properties\":{\"a\":{},\"b\":{},\"c\":{}},\"required\":[\"b\"]};{\"a\":0,"
                        + " \"b\":1}",
                "{\"properties\":{\"a\":{},\"b\":{},\"c\":{}},\"required\":[\"b\"]};{\"b\":1,"
                        + " \"c\":2}",
                "{\"properties\":{\"b\":{}},\"required\":[\"z\"]};{\"b\":1, \"z\":2}",
                "{\"type\":\"object\",\"additionalProperties\":{\"type\":\"null\"}};{\"x\":null,\"y\":null}",
                "{\"type\":\"array\",\"items\":{\"enum\":[1,\"a\",null]},\"minItems\":2};[1,"
                        + " \"a\",null]",
                "{\"type\":\"array\",\"maxItems\":0};[]",
                "{\"type\":\"string\",\"minLength\":2,\"maxLength\":2};\"é🙂\"",
                "{\"type\":\"string\",\"minLength\":1,\"maxLength\":1};\"\\ud83d\\ude42\"",
                "{\"type\":\"string\",\"pattern\":\"^[\\\"\\\\\\\\]+$\"};\"\\\"\\\\\"",
                "{\"type\":\"string\",\"pattern\":\"b\"};\"abc\"",
                "{\"type\":[\"string\",\"null\"]};null",
                "{\"const\":{\"a\":[1]}};{\"a\":[1]}",
                "{\"enum\":[1,\"a\"],\"type\":\"string\"};\"a\"",
                "{\"$defs\":{\"n\":{\"type\":\"integer\"}},\"$ref\":\"#/$defs/n\"};42",
                "{\"$defs\":{\"no\":false},\"properties\":{\"a\":{\"$ref\":\"#/$defs/no\"},\"b\":{}}};"
                    + "{\"b\":1}",
                "{\"$defs\":{\"no\":false},\"anyOf\":[{\"$ref\":\"#/$defs/no\"},{\"type\":\"null\"}]};null",
                "{\"$defs\":{\"endless\":{\"properties\":{\"a\":{\"$ref\":\"#/$defs/endless\"}},"
                        + "\"required\":[\"a\"]}},\"items\":{\"$ref\":\"#/$defs/endless\"}};[]",
                "{\"type\":[\"string\",\"null\"],\"pattern\":\"^a{5000}$\",\"maxLength\":6};null",
                "{\"allOf\":[{\"type\":\"boolean\"}]};false"
            })
    void letsThroughWhatTheSchemaDescribes(String schema, String text) {
        assertTrue(accepts(schema, text), text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{};[1,]",
                "{};01",
                "{};\"\\ud83d\"",
                "{};{\"a\" :1",
                "{\"type\":\"object\",\"properties\":{\"a\":{}}};{\"b\":1}",
                "{\"properties\":{\"a\":{},\"b\":{}},\"required\":[\"b\"]};{\"a\":1}",
                "{\"properties\":{\"a\":{},\"b\":{}},\"required\":[\"b\"]};{}",
                "{\"properties\":{\"a\":{}},\"additionalProperties\":true};{\"b\":1,\"a\":1}",
                "{\"properties\":{\"a\":{}},\"additionalProperties\":true};{\"a\":1,\"a\":1}",
                "{\"type\":\"array\",\"items\":{\"type\":\"null\"},\"maxItems\":1};[null,null]",
                "{\"type\":\"array\",\"minItems\":1};[]",
                "{\"type\":\"string\",\"maxLength\":1};\"ab\"",
                "{\"type\":\"string\",\"pattern\":\"^a\"};\"ba\"",
                "{\"$defs\":{\"no\":false},\"properties\":{\"a\":{\"$ref\":\"#/$defs/no\"},\"b\":{}}};"
                    + "{\"a\":1}",
                "{\"$defs\":{\"endless\":{\"properties\":{\"a\":{\"$ref\":\"#/$defs/endless\"}},"
                    + "\"required\":[\"a\"]}},\"items\":{\"$ref\":\"#/$defs/endless\"}};[{\"a\":",
                "{\"enum\":[1,\"a\"],\"type\":\"string\"};1"
            })
    void keepsOutWhatTheSchemaDoesNotDescribe(String schema, String text) {
        assertEquals(false, accepts(schema, text), text);
    }

    @Test
    void numbersLieWithinTheirBounds() {
        int[][] bounds = {{0, 9}, {1, 1}, {-5, 120}, {99, 1001}, {-1000, -7}, {-3, 0}, {0, 255}};
        for (int[] bound : bounds) {
            String schema =
                    "{\"type\":\"integer\",\"minimum\":%s,\"exclusiveMaximum\":%s}"
                            .formatted(bound[0], bound[1] + 1);
            Languages languages = Texts.languages();
            Language integers = new SchemaReader(languages).read(schema);
            Language numbers =
                    new SchemaReader(languages).read(schema.replace("integer", "number"));
            for (int value = -1100; value <= 1100; value++) {
                boolean within = value >= bound[0] && value <= bound[1];
                String text = String.valueOf(value);
                assertEquals(within, Texts.accepts(languages, integers, text), schema + text);
                for (String number : new String[] {text + ".5", text + ".25", text}) {
                    BigDecimal exact = new BigDecimal(number);
                    boolean numberWithin =
                            exact.compareTo(BigDecimal.valueOf(bound[0])) >= 0
                                    && exact.compareTo(BigDecimal.valueOf(bound[1] + 1)) < 0;
                    assertEquals(
                            numberWithin,
                            Texts.accepts(languages, numbers, number),
                            schema + number);
                }
            }
        }
    }

    @Test
    void aRecursiveSchemaGoesAsDeepAsTheText() {
        String schema =
                "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"},\"next\":"
                        + "{\"anyOf\":[{\"$ref\":\"#\"},{\"type\":\"null\"}]}},"
                        + "\"required\":[\"n\",\"next\"]}";
        String deep = "{\"n\":1,\"next\":".repeat(200) + "null" + "}".repeat(200);
        assertTrue(accepts(schema, deep));
        assertEquals(false, accepts(schema, deep.substring(1)));
    }

    @Test
    void prettyPrintingIsLetThrough() {
        String schema = "{\"properties\":{\"a\":{\"type\":\"array\"},\"b\":{\"type\":\"object\"}}}";
        assertTrue(
                accepts(
                        schema,
                        "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {\n\t\"c\": 1\n  }\n}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{;no JSON",
                "``;The JSON schema is empty",
                "` `;The JSON schema is empty",
                "{\"$defs\":{\"no\":false},\"items\":{\"$ref\":\"#/$defs/no\"},\"minItems\":1};at #"
                        + " and #/$defs/no",
                "{\"minimum\":5,\"maximum\":3};its bounds exclude one another",
                "{\"minimum\":1e4000};fewer than 400 digits",
                "[];a schema is an object, true or false",
                "false;Nothing finite is valid",
                "{\"type\":\"array\",\"uniqueItems\":true};'uniqueItems' at #, which is not"
                        + " supported",
                "{\"properties\":{\"a/b\":{\"format\":\"date\"}}};'format' at #/properties/a~1b",
                "{\"patternProperties\":{}};'patternProperties'",
                "{\"type\":\"text\"};under 'type' at #",
                "{\"type\":[]};a type or a list of types",
                "{\"enum\":[]};a list of values",
                "{\"minLength\":-1};a whole number from 0",
                "{\"minItems\":1.5};a whole number from 0",
                "{\"minimum\":\"a\"};a number",
                "{\"type\":\"number\",\"minimum\":0.5};only whole bounds",
                "{\"properties\":[]};an object of schemas",
                "{\"required\":\"a\"};a list of names",
                "{\"$ref\":\"#/$defs/a\"};refers to '#/$defs/a'",
                "{\"$ref\":\"other.json\"};refers to 'other.json'",
                "{\"$ref\":\"#\"};to itself",
                "{\"anyOf\":[{\"$ref\":\"#\"}]};to itself",
                "{\"anyOf\":[{}],\"type\":\"string\"};'type' beside 'anyOf'",
                "{\"allOf\":[{},{}]};'allOf' with more than one",
                "{\"oneOf\":[{\"type\":\"integer\"},{\"type\":\"number\"}]};could be valid under"
                        + " both",
                "{\"oneOf\":[{\"const\":1},{\"const\":1.0}]};could be valid under both",
                "{\"properties\":{\"a\":{\"$ref\":\"#\"}},\"required\":[\"a\"]};demands itself",
                "{\"pattern\":\"(a\"};group that is not closed",
                "{\"type\":\"string\",\"pattern\":\"^a+$\",\"maxLength\":0};Nothing finite is valid"
            })
    void saysWhatOfASchemaIsNotSupported(String schema, String expected) {
        InvalidRequestException error =
                assertThrows(
                        InvalidRequestException.class,
                        () -> new SchemaReader(Texts.languages()).read(schema));
        assertTrue(error.getMessage().contains(expected), error.getMessage());
    }

    /** Each byte is a part of the language of its own. */
    @Test
    void aVeryLongTextIsNoDeepOne() {
        String text = '"' + "a".repeat(60_000) + '"';
        assertTrue(accepts("{\"const\":" + text + "}", text));
    }

    @Test
    void refusesWhatIsTooLongOrTooDeep() {
        String deep = "{\"items\":".repeat(100) + "{}" + "}".repeat(100);
        InvalidRequestException error =
                assertThrows(
                        InvalidRequestException.class,
                        () -> new SchemaReader(Texts.languages()).read(deep));
        assertTrue(error.getMessage().contains("nested deeper"), error.getMessage());
        assertThrows(
                InvalidRequestException.class,
                () -> new SchemaReader(Texts.languages()).read(" ".repeat(70_000)));
    }

    private static boolean accepts(String schema, String text) {
        Languages languages = Texts.languages();
        return Texts.accepts(languages, new SchemaReader(languages).read(schema), text);
    }
}
