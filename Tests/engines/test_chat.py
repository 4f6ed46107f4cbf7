"""Chat completions through the gateway are what vLLM answers directly."""

import pytest

import wire
from comparing import assembled, essence
from conftest import GATEWAY_MODEL

pytestmark = pytest.mark.vllm

WEATHER = {"type": "function", "function": {"name": "get_weather", "description": "Current weather of a city", "parameters": {
    "type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}}}


def asking(text, **more):
    return {"messages": [{"role": "user", "content": text}], "temperature": 0, **more}


# vLLM refuses several choices under greedy sampling; a seed makes sampling repeatable.
SAMPLING = {"temperature": 0.7, "seed": 7}


CASES = {
    "plain": asking("Hello"),
    "system message": {"temperature": 0, "messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hello"}]},
    "many scripts": asking("Say it in many scripts"),
    "text parts": {"temperature": 0, "messages": [{"role": "user", "content": [{"type": "text", "text": "Hello"}]}]},
    "cut by max_tokens": asking("Count", max_tokens=7),
    "cut by max_completion_tokens": asking("Count", max_completion_tokens=7),
    "stop word": asking("Count", stop=[" 5"]),
    "three choices": asking("Hello", **SAMPLING, n=3, max_tokens=12),
    "log probabilities": asking("Hello", logprobs=True, top_logprobs=3, max_tokens=4),
    "seeded sampling": asking("Hello", **SAMPLING, top_p=0.9),
    "one tool call": asking("What is the weather in Tokyo?", tools=[WEATHER]),
    "two tool calls": asking("What is the weather in Tokyo and Paris?", tools=[WEATHER], tool_choice="auto"),
    "named tool": asking("What is the weather in Tokyo?", tools=[WEATHER], tool_choice={"type": "function", "function": {"name": "get_weather"}},
                         max_tokens=64),
    "tool answer": {"temperature": 0, "tools": [WEATHER], "messages": [
        {"role": "user", "content": "What is the weather in Tokyo?"},
        {"role": "assistant", "content": "", "tool_calls": [
            {"id": "call_1", "type": "function", "function": {"name": "get_weather", "arguments": "{\"city\": \"Tokyo\"}"}}]},
        {"role": "tool", "tool_call_id": "call_1", "content": "sunny"}]},
    "structured outputs": asking("Hello", extra_body={"structured_outputs": {"choice": ["exactly this text, 4111 1111 1111 1111"]}}),
    "JSON schema": asking("Write JSON", max_tokens=40, response_format={"type": "json_schema", "json_schema": {
        "name": "place", "schema": {"type": "object", "properties": {"city": {"type": "string", "enum": ["Tokyo"]}}, "required": ["city"]}}}),
    "vLLM's sampling fields": asking("Count", max_tokens=20, extra_body={
        "top_k": 1, "min_p": 0.0, "repetition_penalty": 1.0, "ignore_eos": True, "min_tokens": 5, "return_token_ids": True}),
    "unknown field": asking("Hello", extra_body={"a_field_nobody_knows": {"b": [1, 2.50, None]}}),
}


@pytest.mark.parametrize("name", CASES)
def test_whole_answer(direct, gated, name):
    expected = direct.chat.completions.create(model="tiny-chat", **CASES[name])
    answer = gated.chat.completions.create(model=GATEWAY_MODEL, **CASES[name])
    assert essence(answer) == essence(expected)
    assert answer.usage.total_tokens > 0


@pytest.mark.parametrize("name", CASES)
def test_stream(direct, gated, name):
    options = {"stream": True, "stream_options": {"include_usage": True}, **CASES[name]}
    expected = assembled(direct.chat.completions.create(model="tiny-chat", **options))
    answer = assembled(gated.chat.completions.create(model=GATEWAY_MODEL, **options))
    assert answer == expected
    assert answer["usage"]["total_tokens"] > 0


def test_usage_that_nobody_asked_for_stays_with_the_gateway(gated):
    chunks = list(gated.chat.completions.create(model=GATEWAY_MODEL, stream=True, **asking("Hello")))
    assert all(chunk.choices for chunk in chunks), "an event without choices reached the client"
    assert all(chunk.usage is None for chunk in chunks)


@pytest.mark.parametrize("model", ["tiny-chat", "vllm/tiny-chat", "vllm:chat:tiny-chat", "chat"])
def test_every_name_of_a_model(gated, model):
    answer = gated.chat.completions.create(model=model, **asking("What is the capital of France?"))
    assert answer.choices[0].message.content == "The capital of France is Paris."


def test_lora_adapter(direct, gated):
    expected = direct.chat.completions.create(model="tiny-lora", **asking("Count", max_tokens=12))
    answer = gated.chat.completions.create(model="tiny-lora", **asking("Count", max_tokens=12))
    assert essence(answer) == essence(expected)
    assert answer.model == "tiny-lora"


def test_the_clients_own_stream_helper(gated):
    with gated.chat.completions.stream(model=GATEWAY_MODEL, **asking("Hello")) as stream:
        for _ in stream:
            pass
        final = stream.get_final_completion()
    assert final.choices[0].message.content == "Hello! How can I help you today?"
    assert final.choices[0].finish_reason == "stop"


# The bytes themselves.

def body(model, **more):
    return {"model": model, **asking("Hello"), **more}


def test_whole_answer_byte_for_byte(gateway, recorder):
    status, head, answer = wire.post(gateway.port, "/v1/chat/completions", body("recorded"))
    assert status == 200
    assert head["content-type"] == "application/json"
    assert recorder.answers_with(answer), "the engine sent other bytes than the client received"


def test_stream_byte_for_byte(gateway, recorder):
    request = body("recorded", stream=True, stream_options={"include_usage": True})
    status, head, answer = wire.post(gateway.port, "/v1/chat/completions", request)
    assert status == 200
    assert head["content-type"].startswith("text/event-stream")
    assert answer.endswith(b"data: [DONE]\n\n")
    assert recorder.answers_with(answer), "the engine sent other bytes than the client received"


def test_stream_byte_for_byte_without_the_usage_that_nobody_asked_for(gateway, recorder):
    _, _, answer = wire.post(gateway.port, "/v1/chat/completions", body("recorded", stream=True))
    marker = answer.split(b'"id":"')[1].split(b'"')[0]
    sent = recorder.answers_with(marker)[0]
    events = [event + b"\n\n" for event in sent.split(b"\n\n") if event]
    usage = [event for event in events if b'"choices":[],' in event]
    assert len(usage) == 1, "the gateway asks the engine for the usage"
    assert answer == sent.replace(usage[0], b"")


def test_stream_is_what_the_engine_sends_without_a_gateway(gateway, vllm):
    request = {"stream": True, **asking("Count")}
    _, _, expected = wire.post(vllm["chat"], "/v1/chat/completions", {"model": "tiny-chat", **request})
    _, _, answer = wire.post(gateway.port, "/v1/chat/completions", {"model": GATEWAY_MODEL, **request})
    expected, answer = (wire.with_merged_deltas(wire.without_identity(wire.without_fingerprint(stream))) for stream in (expected, answer))
    assert answer == expected


def test_only_the_models_name_changes_on_the_way(gateway, recorder):
    request = (b'{ "messages":[{"role":"user","content":"H\\u0065llo"}],\n "temperature": 0.00, "top_p":1.0e0,'
               b' "model" : "recorded", "metadata":{"z":1,"a":[1.50,null]} }')
    status, _, _ = wire.post(gateway.port, "/v1/chat/completions", request)
    assert status == 200
    expected = request.replace(b'"recorded"', b'"tiny-chat"')
    assert any(expected in bytes(received) for received in recorder.received), "the engine received other bytes"
