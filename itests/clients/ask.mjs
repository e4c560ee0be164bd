// Asks a server of OpenAI's interface by OpenAI's client; run.sh says where it is.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import OpenAI, { toFile } from "openai";
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

// An address on the network, where no host is allowed: refused, and nothing fetched.
const there = { type: "image_url", image_url: { url: "https://images.example.org/a.png" } };
await refused(OpenAI.BadRequestError, { messages: [{ role: "user", content: [there] }] });

// A tool.
const parameters = {
  type: "object",
  properties: { x: { type: "integer", minimum: 1, maximum: 9 }, fast: { type: "boolean" } },
  required: ["x", "fast"],
  additionalProperties: false,
};
const move = { name: "move", description: "Moves a piece.", strict: true, parameters };
const go = [{ role: "user", content: "Go." }];
const calling = {
  model,
  tools: [{ type: "function", function: move }],
  tool_choice: "required",
  parallel_tool_calls: false,
  max_completion_tokens: 200,
  temperature: 0,
};

function fits(args) {
  const { x, fast } = JSON.parse(args);
  assert.ok(Number.isInteger(x) && x >= 1 && x <= 9 && typeof fast === "boolean", args);
}

const called = await client.chat.completions.create({ messages: go, ...calling });
const [call] = called.choices[0].message.tool_calls;
assert.equal(called.choices[0].finish_reason, "tool_calls");
fits(call.function.arguments);
console.log("called:", call.function.name, call.function.arguments);

// The same, streamed: as the client puts it together.
const stream = client.chat.completions.stream({ messages: go, ...calling });
const put = (await stream.finalChatCompletion()).choices[0];
assert.equal(put.finish_reason, "tool_calls");
assert.equal(put.message.tool_calls[0].function.arguments, call.function.arguments);
console.log("called, streamed:", put.message.tool_calls[0].function.arguments);

// Its result, read back, with the message as the client has it.
const result = { role: "tool", tool_call_id: call.id, content: "done" };
const told = await client.chat.completions.create({
  ...calling,
  messages: [...go, called.choices[0].message, result],
  tool_choice: "none",
  max_completion_tokens: 16,
});
assert.ok(!told.choices[0].message.tool_calls);
console.log("told of the result:", told.choices[0].message.content);
await refused(OpenAI.BadRequestError, { messages: [...go, { ...result, tool_call_id: "none" }] });

// The client's own loop: it calls the function, and asks again with what that returns.
const moves = [];
const runner = client.chat.completions.runTools(
  {
    ...calling,
    messages: go,
    tool_choice: { type: "function", function: { name: "move" } },
    tools: [
      {
        type: "function",
        function: { ...move, parse: JSON.parse, function: (args) => void moves.push(args) ?? "done" },
      },
    ],
  },
  { maxChatCompletions: 2 },
);
await runner.done();
assert.ok(moves.length >= 1, "the function was not called");
console.log("the client's loop called:", JSON.stringify(moves[0]));

// Responses: whole and streamed, with a picture.
const asking = {
  model,
  max_output_tokens: 64,
  temperature: 0,
  input: [
    {
      role: "user",
      content: [
        { type: "input_image", detail: "auto", image_url: `data:image/png;base64,${picture}` },
        { type: "input_text", text: "Read the text." },
      ],
    },
  ],
};
const response = await client.responses.create(asking);
assert.ok(response.status === "completed" && response.usage.output_tokens > 0);
assert.equal(response.output_text, text);
console.log("a response:", response.output_text);
const deltas = [];
const events = client.responses.stream(asking);
events.on("response.output_text.delta", (it) => deltas.push(it.delta));
assert.equal((await events.finalResponse()).output_text, text);
assert.equal(deltas.join(""), text);
console.log("a response, streamed:", deltas.length, "pieces");
const counted = await client.responses.parse({
  ...asking,
  text: { format: { type: "json_schema", name: "count", strict: true, schema } },
});
assert.ok(Number.isInteger(JSON.parse(counted.output_text).shapes));
console.log("a response, held to a schema:", counted.output_text);

// A tool of a response, whole and streamed, and its result read back.
const moving = {
  model,
  max_output_tokens: 200,
  temperature: 0,
  tools: [{ type: "function", ...move }],
  tool_choice: "required",
  parallel_tool_calls: false,
};
const wanted = (await client.responses.create({ ...moving, input: "Go." })).output[0];
assert.equal(wanted.type, "function_call");
fits(wanted.arguments);
console.log("a response calls:", wanted.name, wanted.arguments);
const again = await client.responses.stream({ ...moving, input: "Go." }).finalResponse();
assert.equal(again.output[0].arguments, wanted.arguments);
const output = { type: "function_call_output", call_id: wanted.call_id, output: "done" };
const after = await client.responses.create({
  ...moving,
  input: [...go, wanted, output],
  tool_choice: "none",
});
assert.equal(after.output[0].type, "message");
console.log("a response, told of the result:", after.output_text);

// Nothing is kept.
await assert.rejects(client.responses.retrieve(response.id), OpenAI.NotFoundError);

// Pictures, where a bundle draws: drawn, streamed, and changed as a form.
const circle = { model, prompt: "a red circle", seed: 7 };
const drawn = await client.images.generate(circle).catch((e) => {
  assert.ok(e.status === 501 || e.status === 503, e);
  console.log("skipped: pictures (", e.code, ")");
});
if (drawn) {
  const png = Buffer.from(drawn.data[0].b64_json, "base64");
  assert.equal(png.subarray(1, 4).toString(), "PNG");
  console.log("drawn:", png.length, "bytes");
  const kinds = [];
  for await (const event of await client.images.generate({ ...circle, stream: true, partial_images: 2 })) {
    kinds.push(event.type);
    if (event.type === "image_generation.completed") assert.equal(event.b64_json, drawn.data[0].b64_json);
  }
  assert.equal(kinds.at(-1), "image_generation.completed");
  console.log("drawn, streamed:", kinds.length, "events");
  const change = { model, prompt: "make the circle green" };
  const file = () => toFile(png, "a.png", { type: "image/png" });
  const changed = await client.images.edit({ ...change, image: await file() });
  assert.ok(changed.data[0].b64_json.length > 0);
  for await (const event of await client.images.edit({ ...change, image: [await file()], stream: true })) {
    kinds.push(event.type);
  }
  assert.equal(kinds.at(-1), "image_edit.completed");
  console.log("changed");
}

// Left in the middle; the next one is answered all the same.
const left = await client.chat.completions.create({ model, messages, stream: true, n: 16 });
for await (const chunk of left) {
  assert.equal(chunk.model, model);
  break;
}
assert.equal((await client.models.retrieve(model)).id, model);
console.log("left in the middle");
