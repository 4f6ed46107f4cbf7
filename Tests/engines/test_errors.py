"""vLLM's errors, where they are right, keep their status; all have the one shape."""

import openai
import pytest

import servers
import wire
from comparing import error_of
from conftest import GATEWAY_MODEL, client

pytestmark = pytest.mark.vllm

HELLO = [{"role": "user", "content": "Hello"}]
BAD = {
    "temperature out of range": {"messages": HELLO, "temperature": 5},
    "prompt too long": {"messages": [{"role": "user", "content": "token " * 4000}]},
    "max_tokens beyond the window": {"messages": HELLO, "max_tokens": 100_000},
    "n is zero": {"messages": HELLO, "n": 0},
    "no messages": {"messages": []},
    "messages is no list": {"messages": "Hello"},
    "too many log probabilities": {"messages": HELLO, "logprobs": True, "top_logprobs": 999},
    "bad schema": {"messages": HELLO, "response_format": {
        "type": "json_schema", "json_schema": {"name": "x", "schema": {"type": "no-such-type"}}}},
    "tool choice without tools": {"messages": HELLO, "tool_choice": "required"},
    "token out of vocabulary": {"messages": HELLO, "extra_body": {"logit_bias": {"999999": 1}}},
}


@pytest.mark.parametrize("streams", [False, True], ids=["whole", "stream"])
@pytest.mark.parametrize("name", BAD)
def test_status_is_the_engines(direct, gated, name, streams):
    # The engine gives some of these a status only when it does not stream: that is the right one in both cases.
    expected = error_of(lambda: direct.chat.completions.create(model="tiny-chat", **BAD[name]))
    error = error_of(lambda: list(gated.chat.completions.create(model=GATEWAY_MODEL, stream=streams, **BAD[name])))
    assert error.status_code == expected.status_code
    assert_shape(error)


def assert_shape(error):
    body = error.response.json()["error"]
    assert set(body) >= {"message", "type", "param", "code"}
    assert isinstance(body["message"], str) and body["message"]
    assert body["code"] is None or isinstance(body["code"], str)


def test_too_long_names_the_limit(gated):
    error = error_of(lambda: gated.chat.completions.create(model=GATEWAY_MODEL, **BAD["prompt too long"]))
    assert isinstance(error, openai.BadRequestError)
    assert "2048" in str(error)


def test_unknown_model(gated):
    error = error_of(lambda: gated.chat.completions.create(model="no-such-model", messages=HELLO))
    assert isinstance(error, openai.NotFoundError)
    assert error.code == "model_not_found"
    assert_shape(error)


def test_wrong_kind_of_model(direct_embed, gated):
    error = error_of(lambda: gated.embeddings.create(model="vllm:chat:tiny-chat", input="text"))
    assert error.status_code in (400, 404)
    assert_shape(error)


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"model":"tiny-chat","messages":[],"messages":[]}', b'{"model":"tiny-chat\xff"}', b""],
                         ids=["cut", "list", "twice", "not UTF-8", "empty"])
def test_bodies_that_are_no_request(gateway, body):
    status, _, answer = wire.post(gateway.port, "/v1/chat/completions", body)
    assert status == 400
    assert b'"error"' in answer


def test_engine_that_is_not_there(folder):
    port = servers.free_port()
    gateway = servers.start_gateway(folder, [("gone", "vllm:chat:tiny-chat", port)])
    try:
        error = error_of(lambda: client(gateway.port).chat.completions.create(model="tiny-chat", messages=HELLO))
        assert error.status_code in (502, 503)
        assert_shape(error)
    finally:
        gateway.stop()
