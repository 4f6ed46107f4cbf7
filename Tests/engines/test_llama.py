"""llama.cpp's server: a real engine that answers very differently on the wire."""

import pytest

import servers
from comparing import assembled, error_of, essence
from conftest import client

pytestmark = pytest.mark.llama

HELLO = {"messages": [{"role": "user", "content": "Hello"}], "temperature": 0}


@pytest.fixture(scope="module")
def llama_gateway(folder, llama):
    server = servers.start_gateway(folder, [("llama", "openai:chat:tiny-chat", llama)])
    yield server
    server.stop()


def test_whole_answer(llama, llama_gateway):
    expected = client(llama).chat.completions.create(model="tiny-chat", **HELLO)
    answer = client(llama_gateway.port).chat.completions.create(model="llama", **HELLO)
    assert essence(answer) == essence(expected)
    assert answer.choices[0].message.content == "Hello! How can I help you today?"


def test_stream(llama, llama_gateway):
    expected = assembled(client(llama).chat.completions.create(model="tiny-chat", stream=True, **HELLO))
    answer = assembled(client(llama_gateway.port).chat.completions.create(model="llama", stream=True, **HELLO))
    assert answer == expected
    assert answer["choices"][0]["finish"] == "stop"


def test_completion(llama, llama_gateway):
    options = {"prompt": "Once upon a time", "max_tokens": 8, "temperature": 0}
    expected = client(llama).completions.create(model="tiny-chat", **options)
    answer = client(llama_gateway.port).completions.create(model="llama", **options)
    assert essence(answer) == essence(expected)


def test_validation_error_is_an_error_of_the_one_shape(llama_gateway):
    error = error_of(lambda: client(llama_gateway.port).chat.completions.create(model="llama", messages=HELLO["messages"], temperature="hot"))
    assert error.status_code >= 400
    body = error.response.json()["error"]
    assert set(body) >= {"message", "type", "param", "code"}
    assert "/site-packages/" not in body["message"], "paths of the engine's files reached the client"


def test_stream_that_is_too_long_is_no_empty_answer(llama_gateway):
    """llama.cpp answers a prompt beyond its window with 200 and an empty stream."""
    messages = [{"role": "user", "content": "token " * 4000}]
    error = error_of(lambda: list(client(llama_gateway.port).chat.completions.create(model="llama", messages=messages, stream=True)))
    assert error.status_code >= 400
