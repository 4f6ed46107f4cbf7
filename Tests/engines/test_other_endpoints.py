"""Completions, embeddings and models through the gateway are what vLLM answers directly."""

import base64
import struct

import openai
import pytest

import wire
from comparing import assembled, essence, error_of

pytestmark = pytest.mark.vllm

COMPLETIONS = {
    "text": {"prompt": "Once upon a time", "max_tokens": 12},
    "two prompts": {"prompt": ["Once upon a time", "Hello"], "max_tokens": 6},
    "token ids": {"prompt": [10, 20, 30], "max_tokens": 6},
    "two choices": {"prompt": "Hello", "max_tokens": 6, "n": 2, "temperature": 0.7, "seed": 7},
    "echo": {"prompt": "Hello", "max_tokens": 4, "echo": True},
    "log probabilities": {"prompt": "Hello", "max_tokens": 4, "logprobs": 2},
    "vLLM's fields": {"prompt": "Hello", "max_tokens": 9, "extra_body": {"ignore_eos": True, "top_k": 1, "skip_special_tokens": False}},
}


@pytest.mark.parametrize("name", COMPLETIONS)
def test_completion(direct, gated, name):
    expected = direct.completions.create(model="tiny-chat", **{"temperature": 0, **COMPLETIONS[name]})
    answer = gated.completions.create(model="vllm:completion:tiny-chat", **{"temperature": 0, **COMPLETIONS[name]})
    assert essence(answer) == essence(expected)
    assert answer.usage.total_tokens > 0


@pytest.mark.parametrize("name", COMPLETIONS)
def test_completion_stream(direct, gated, name):
    options = {"temperature": 0, "stream": True, "stream_options": {"include_usage": True}, **COMPLETIONS[name]}
    expected = assembled(direct.completions.create(model="tiny-chat", **options))
    answer = assembled(gated.completions.create(model="vllm:completion:tiny-chat", **options))
    assert answer == expected
    assert answer["usage"]["total_tokens"] > 0


@pytest.mark.parametrize("given", ["one text", ["one text", "another"], [5, 6, 7], [[5, 6], [7, 8]]], ids=["text", "texts", "ids", "lists of ids"])
@pytest.mark.parametrize("encoding", ["float", "base64", None])
def test_embeddings(direct_embed, gated, given, encoding):
    options = {"input": given, **({"encoding_format": encoding} if encoding else {})}
    expected = direct_embed.embeddings.create(model="tiny-embed", **options)
    answer = gated.embeddings.create(model="vllm:embedding:tiny-embed", **options)
    assert essence(answer) == essence(expected)
    assert answer.usage.prompt_tokens > 0


def test_base64_is_the_same_vector(gated):
    floats = gated.embeddings.create(model="tiny-embed", input="one text", encoding_format="float").data[0].embedding
    packed = base64.b64decode(gated.embeddings.create(model="tiny-embed", input="one text", encoding_format="base64").data[0].embedding)
    assert struct.unpack(f"<{len(packed) // 4}f", packed) == pytest.approx(floats)


def test_models(gated):
    names = [model.id for model in gated.models.list()]
    assert len(names) == len(set(names)), "each model once"
    assert {"tiny-chat", "tiny-lora", "tiny-embed"} <= set(names)


def test_one_model(gated):
    assert gated.models.retrieve("tiny-chat").id == "tiny-chat"
    error = error_of(lambda: gated.models.retrieve("no-such-model"))
    assert isinstance(error, openai.NotFoundError)


def test_paths_that_are_not_served(gateway):
    for path in ("/v1/audio/speech", "/v1/nonsense"):
        status, _, answer = wire.post(gateway.port, path, {"model": "tiny-chat"})
        assert status in (404, 405, 501)
        assert b'"error":{"message":' in answer.replace(b" ", b"")
