// Asks a server of OpenAI's interface by OpenAI's client; run.sh says where it is.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import OpenAI from "openai";
import { VERSION } from "openai/version";

const client = new OpenAI({ maxRetries: 0, timeout: 120_000 }); // OPENAI_BASE_URL, OPENAI_API_KEY
const model = (await client.models.list()).data[0].id;
console.log("openai", VERSION, "asks", model);

const picture = readFileSync(process.env.PICTURE).toString("base64");
const messages = [
  {
    role: "user",
    content: [
      { type: "image_url", image_url: { url: `data:image/png;base64,${picture}` } },
      { type: "text", text: "Read the text." },
    ],
  },
];

// Whole.
const whole = await client.chat.completions.create({ model, messages, temperature: 0 });
const text = whole.choices[0].message.content;
assert.ok(text.length > 0 && whole.usage.completion_tokens > 0);
console.log("whole:", text);

// Streamed: the same, piece by piece, and what it took.
const pieces = [];
let usage = null;
for await (const chunk of await client.chat.completions.create({
  model,
  messages,
  temperature: 0,
  stream: true,
  stream_options: { include_usage: true },
})) {
  usage = chunk.usage ?? usage;
  pieces.push(...chunk.choices.map((it) => it.delta.content ?? ""));
}
assert.equal(pieces.join(""), text);
assert.equal(usage.completion_tokens, whole.usage.completion_tokens);
console.log("streamed:", pieces.length, "chunks");

// Held to a schema.
const schema = {
  type: "object",
  properties: { shapes: { type: "integer", minimum: 0, maximum: 99 } },
  required: ["shapes"],
  additionalProperties: false,
};
const held = await client.chat.completions.create({
  model,
  messages,
  max_completion_tokens: 64,
  response_format: { type: "json_schema", json_schema: { name: "count", strict: true, schema } },
});
assert.ok(Number.isInteger(JSON.parse(held.choices[0].message.content).shapes));
console.log("held to a schema:", held.choices[0].message.content);

async function refused(error, wish) {
  await assert.rejects(client.chat.completions.create({ model, messages, ...wish }), (e) => {
    assert.ok(e instanceof error && e.requestID && e.code, e);
    console.log("refused:", e.status, e.code);
    return true;
  });
}

await refused(OpenAI.NotFoundError, { model: "no-such-model" });
await refused(OpenAI.BadRequestError, { temperature: 9 });
try {
  await client.withOptions({ apiKey: "mgl_wrong" }).models.list();
  console.log("skipped: a wrong key (this server asks for none)");
} catch (e) {
  assert.ok(e instanceof OpenAI.AuthenticationError, e);
  console.log("refused:", e.status, e.code);
}

// Left in the middle; the next one is answered all the same.
const left = await client.chat.completions.create({ model, messages, stream: true, n: 16 });
for await (const chunk of left) {
  assert.equal(chunk.model, model);
  break;
}
assert.equal((await client.models.retrieve(model)).id, model);
console.log("left in the middle");
