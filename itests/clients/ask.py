"""Asks a server of OpenAI's interface by OpenAI's client; run.sh says where it is."""

import base64
import json
import os

import openai

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

# Left in the middle; the next one is answered all the same.
with client.chat.completions.create(
    model=model, messages=messages, stream=True, n=16
) as stream:
    next(iter(stream))
assert client.models.retrieve(model).id == model
print("left in the middle")
