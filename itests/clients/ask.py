"""Asks a server of OpenAI's interface by OpenAI's client; run.sh says where it is."""

import base64
import json
import os

import openai
import pydantic

client = openai.OpenAI(max_retries=0, timeout=120)  # OPENAI_BASE_URL, OPENAI_API_KEY
model = client.models.list().data[0].id
print("openai", openai.__version__, "asks", model)

with open(os.environ["PICTURE"], "rb") as file:
    url = "data:image/png;base64," + base64.b64encode(file.read()).decode()
messages = [
    {
        "role": "user",
        "content": [
            {"type": "image_url", "image_url": {"url": url}},
            {"type": "text", "text": "Read the text."},
        ],
    }
]

# Whole.
answer = client.chat.completions.create(model=model, messages=messages, temperature=0)
text = answer.choices[0].message.content
assert text and answer.usage.completion_tokens > 0, answer
print("whole:", text)

# Streamed: the same, piece by piece, and what it took.
pieces = []
usage = None
for chunk in client.chat.completions.create(
    model=model,
    messages=messages,
    temperature=0,
    stream=True,
    stream_options={"include_usage": True},
):
    usage = chunk.usage or usage
    pieces += [it.delta.content or "" for it in chunk.choices]
assert "".join(pieces) == text, pieces
assert usage.completion_tokens == answer.usage.completion_tokens, usage
print("streamed:", len(pieces), "chunks")

# Held to a schema.
schema = {
    "type": "object",
    "properties": {"shapes": {"type": "integer", "minimum": 0, "maximum": 99}},
    "required": ["shapes"],
    "additionalProperties": False,
}
answer = client.chat.completions.create(
    model=model,
    messages=messages,
    max_completion_tokens=64,
    response_format={
        "type": "json_schema",
        "json_schema": {"name": "count", "strict": True, "schema": schema},
    },
)
assert isinstance(json.loads(answer.choices[0].message.content)["shapes"], int), answer
print("held to a schema:", answer.choices[0].message.content)


def refused(error, **wish):
    try:
        client.chat.completions.create(**{"model": model, "messages": messages, **wish})
    except error as e:
        assert e.request_id and e.code, e
        print("refused:", e.status_code, e.code)
    else:
        raise AssertionError(f"{wish} was not refused")


refused(openai.NotFoundError, model="no-such-model")
refused(openai.BadRequestError, temperature=9)
try:
    client.with_options(api_key="mgl_wrong").models.list()
    print("skipped: a wrong key (this server asks for none)")
except openai.AuthenticationError as e:
    print("refused:", e.status_code, e.code)

# An address on the network, where no host is allowed: refused, and nothing fetched.
there = {"type": "image_url", "image_url": {"url": "https://images.example.org/a.png"}}
refused(openai.BadRequestError, messages=[{"role": "user", "content": [there]}])


# A tool of which the client makes the schema, and whose arguments it reads.
class Move(pydantic.BaseModel):
    """Moves a piece."""

    x: int = pydantic.Field(ge=1, le=9)
    fast: bool


go = [{"role": "user", "content": "Go."}]
calling = {
    "model": model,
    "tools": [openai.pydantic_function_tool(Move, name="move")],
    "tool_choice": "required",
    "parallel_tool_calls": False,
    "max_completion_tokens": 200,
    "temperature": 0,
}
answer = client.chat.completions.parse(messages=go, **calling)
call = answer.choices[0].message.tool_calls[0]
assert answer.choices[0].finish_reason == "tool_calls", answer
assert isinstance(call.function.parsed_arguments, Move), call
print("called:", call.function.name, call.function.parsed_arguments)

# The same, streamed: as the client puts it together.
with client.chat.completions.stream(messages=go, **calling) as stream:
    done = [it for it in stream if it.type == "tool_calls.function.arguments.done"]
    final = stream.get_final_completion().choices[0]
assert [it.arguments for it in done] == [call.function.arguments], done
assert final.finish_reason == "tool_calls", final
print("called, streamed:", final.message.tool_calls[0].function.arguments)

# Its result, read back, with the message as the client has it.
result = {"role": "tool", "tool_call_id": call.id, "content": "done"}
answer = client.chat.completions.create(
    messages=[*go, answer.choices[0].message, result],
    **{**calling, "tool_choice": "none", "max_completion_tokens": 16},
)
assert answer.choices[0].message.tool_calls is None, answer
print("told of the result:", answer.choices[0].message.content)
refused(openai.BadRequestError, messages=[*go, {**result, "tool_call_id": "call_of_nobody"}])

# Responses: whole and streamed, with a picture.
asking = {
    "model": model,
    "max_output_tokens": 64,
    "temperature": 0,
    "input": [
        {
            "role": "user",
            "content": [
                {"type": "input_image", "image_url": url},
                {"type": "input_text", "text": "Read the text."},
            ],
        }
    ],
}
response = client.responses.create(**asking)
assert response.status == "completed" and response.usage.output_tokens > 0, response
assert response.output_text == text, response
print("a response:", response.output_text)
with client.responses.stream(**asking) as stream:
    pieces = [it.delta for it in stream if it.type == "response.output_text.delta"]
    final = stream.get_final_response()
assert "".join(pieces) == final.output_text == text, final
print("a response, streamed:", len(pieces), "pieces")


# Held to what the client reads it as.
class Count(pydantic.BaseModel):
    shapes: int = pydantic.Field(ge=0, le=99)


response = client.responses.parse(text_format=Count, **asking)
assert isinstance(response.output_parsed, Count), response
print("a response, held to a schema:", response.output_parsed)

# A tool of a response, whole and streamed, and its result read back.
calling = {
    "model": model,
    "max_output_tokens": 200,
    "temperature": 0,
    "tools": [openai.pydantic_function_tool(Move, name="move")["function"] | {"type": "function"}],
    "tool_choice": "required",
    "parallel_tool_calls": False,
}
response = client.responses.parse(input="Go.", **calling)
call = next(it for it in response.output if it.type == "function_call")
print("a response calls:", call.name, call.arguments)
with client.responses.stream(input="Go.", **calling) as stream:
    done = [it for it in stream if it.type == "response.function_call_arguments.done"]
assert [it.arguments for it in done] == [call.arguments], done
response = client.responses.create(
    input=[
        *go,
        {k: v for k, v in call.to_dict().items() if k != "parsed_arguments"},
        {"type": "function_call_output", "call_id": call.call_id, "output": "done"},
    ],
    **{**calling, "tool_choice": "none"},
)
assert response.output[0].type == "message", response
print("a response, told of the result:", response.output_text)

# Nothing is kept.
try:
    client.responses.retrieve(response.id)
    raise AssertionError("a response was kept")
except openai.NotFoundError as e:
    print("refused:", e.status_code, e.code)

# Pictures, where a bundle draws: drawn, streamed, and changed as a form.
try:
    drawn = client.images.generate(model=model, prompt="a red circle", extra_body={"seed": 7})
except openai.InternalServerError as e:
    assert e.status_code in (501, 503), e
    print("skipped: pictures (", e.code, ")")
else:
    png = base64.b64decode(drawn.data[0].b64_json)
    assert png.startswith(b"\x89PNG") and drawn.usage.total_tokens >= 0, drawn
    again = client.images.generate(model=model, prompt="a red circle", extra_body={"seed": 7})
    assert again.data[0].b64_json == drawn.data[0].b64_json, "a seed draws the same again"
    print("drawn:", len(png), "bytes")
    kinds = []
    for event in client.images.generate(
        model=model, prompt="a red circle", stream=True, partial_images=2, extra_body={"seed": 7}
    ):
        kinds.append(event.type)
    assert kinds[-1] == "image_generation.completed", kinds
    assert set(kinds[:-1]) <= {"image_generation.partial_image"} and len(kinds) <= 3, kinds
    assert event.b64_json == drawn.data[0].b64_json, "what is streamed is what is drawn"
    print("drawn, streamed:", len(kinds), "events")
    changed = client.images.edit(
        model=model, image=("a.png", png, "image/png"), prompt="make the circle green"
    )
    assert base64.b64decode(changed.data[0].b64_json).startswith(b"\x89PNG"), changed
    for event in client.images.edit(
        model=model, image=[("a.png", png)], prompt="make the circle green", stream=True
    ):
        kinds.append(event.type)
    assert kinds[-1] == "image_edit.completed", kinds
    print("changed")

# A session by WebSocket: words, then silence that nobody has to answer.
with client.realtime.connect(model=model) as connection:
    created = next(iter(connection))
    assert created.type == "session.created" and created.session.model == model, created
    connection.session.update(
        session={"type": "realtime", "output_modalities": ["text"], "max_output_tokens": 32}
    )
    connection.conversation.item.create(
        item={
            "type": "message",
            "role": "user",
            "content": [{"type": "input_text", "text": "How are you?"}],
        }
    )
    connection.response.create()
    said = ""
    for event in connection:
        assert event.type != "error", event
        if event.type == "response.output_text.delta":
            said += event.delta
        if event.type == "response.done":
            break
    assert event.response.status in ("completed", "incomplete"), event
    assert event.response.output[0].content[0].text == said, event
    print("a session:", said)
    connection.input_audio_buffer.append(audio=base64.b64encode(bytes(48000)).decode())
    connection.input_audio_buffer.clear()
    for event in connection:
        assert event.type != "error", event
        if event.type == "input_audio_buffer.cleared":
            break

# An answer in speech, where the model has a talker.
try:
    spoken = client.chat.completions.create(
        model=model,
        messages=[{"role": "user", "content": "How are you?"}],
        max_completion_tokens=16,
        modalities=["text", "audio"],
        audio={"voice": None, "format": "wav"},
    )
except openai.InternalServerError as e:
    assert e.status_code in (501, 503), e
    print("skipped: speech (", e.code, ")")
else:
    message = spoken.choices[0].message
    if message.audio:
        assert base64.b64decode(message.audio.data).startswith(b"RIFF"), spoken
        print("spoken:", message.audio.transcript)

# Left in the middle; the next one is answered all the same.
with client.chat.completions.create(
    model=model, messages=messages, stream=True, n=16
) as stream:
    next(iter(stream))
assert client.models.retrieve(model).id == model
print("left in the middle")
