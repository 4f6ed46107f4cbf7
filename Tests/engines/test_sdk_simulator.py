"""The official client against the gateway and the built-in simulator, as the provider's documentation prints it. No engine is needed."""

import json

import openai
import pytest

import servers
import wire
from comparing import error_of
from conftest import client

pytestmark = pytest.mark.sdk

CHAT = "mistralai/Mixtral-8x7B-v0.1"
EMBEDDING = "BAAI/bge-large-en-v1.5"
MESSAGES = [{"role": "user", "content": "Write a concise overview of transformer self-attention."}]


@pytest.fixture(scope="module")
def simulator(folder):
    server = servers.start_simulator(folder, "--model", CHAT, "--model", EMBEDDING)
    yield server
    assert server.stop() == 0


@pytest.fixture(scope="module")
def front(folder, simulator):
    server = servers.start_gateway(folder, [
        ("vllm-mixtral-chat", f"vllm:chat:{CHAT}", simulator.port),
        ("vllm-mixtral-completion", f"vllm:completion:{CHAT}", simulator.port),
        ("vllm-embed", f"vllm:embedding:{EMBEDDING}", simulator.port),
    ])
    yield server
    assert server.stop() == 0


@pytest.fixture(scope="module")
def api(front):
    return client(front.port)


def test_the_documented_chat_example(api):
    response = api.chat.completions.create(
        model=f"vllm:chat:{CHAT}",
        messages=[
            {"role": "system", "content": "You are a helpful AI assistant."},
            {"role": "user", "content": "What are the trade-offs between MoE and dense transformer architectures?"},
        ],
        temperature=0.7,
        max_tokens=512,
    )
    assert response.choices[0].message.content
    assert response.choices[0].finish_reason in ("stop", "length")
    assert response.usage.total_tokens == response.usage.prompt_tokens + response.usage.completion_tokens


def test_the_documented_stream_example(api):
    text = ""
    with api.chat.completions.stream(model=f"vllm:chat:{CHAT}", messages=MESSAGES, max_tokens=400) as stream:
        for event in stream:
            if event.type == "content.delta":
                text += event.delta
    assert text
    assert stream.get_final_completion().choices[0].message.content == text


def test_plain_stream(api):
    chunks = list(api.chat.completions.create(
        model="vllm-mixtral-chat", messages=MESSAGES, max_tokens=40, stream=True, stream_options={"include_usage": True}))
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    assert chunks[-1].usage.completion_tokens > 0


def test_several_choices(api):
    response = api.chat.completions.create(model=CHAT, messages=MESSAGES, max_tokens=20, n=3)
    assert [choice.index for choice in response.choices] == [0, 1, 2]


def test_completion(api):
    response = api.completions.create(model=f"vllm:completion:{CHAT}", prompt="Once upon a time", max_tokens=20)
    assert response.choices[0].text
    chunks = list(api.completions.create(model=f"vllm:completion:{CHAT}", prompt="Once upon a time", max_tokens=20, stream=True))
    assert "".join(chunk.choices[0].text for chunk in chunks) == response.choices[0].text


@pytest.mark.parametrize("encoding", ["float", "base64", None])
def test_embeddings(api, encoding):
    options = {"encoding_format": encoding} if encoding else {}
    response = api.embeddings.create(model=f"vllm:embedding:{EMBEDDING}", input=["one", "two"], **options)
    assert [entry.index for entry in response.data] == [0, 1]
    assert response.usage.prompt_tokens > 0


def test_models(api):
    names = [model.id for model in api.models.list()]
    assert sorted(names) == sorted(set(names))
    assert {CHAT, EMBEDDING} <= set(names)
    assert api.models.retrieve(CHAT).id == CHAT


async def collect(base_url):
    async with openai.AsyncOpenAI(base_url=base_url, api_key="kt-your-api-key", max_retries=0) as asynchronous:
        stream = await asynchronous.chat.completions.create(model=CHAT, messages=MESSAGES, max_tokens=20, stream=True)
        return "".join([chunk.choices[0].delta.content or "" async for chunk in stream])


def test_the_asynchronous_client(front):
    import asyncio

    assert asyncio.run(collect(front.base_url))


def test_error_classes_of_the_client(api):
    assert isinstance(error_of(lambda: api.chat.completions.create(model="no-such-model", messages=MESSAGES)), openai.NotFoundError)
    assert isinstance(error_of(lambda: api.chat.completions.create(model=CHAT, messages=MESSAGES, temperature=9)), openai.BadRequestError)


def with_fault(fault):
    """The simulator reads faults from the body; the gateway passes the member on as it does every other."""
    return {"simulator": {"fault": fault}}


@pytest.mark.parametrize("fault,expected", [
    ("429", openai.RateLimitError),
    ("500", openai.InternalServerError),
    ("503", openai.InternalServerError),
    ("reset", openai.InternalServerError),
])
def test_faults_become_errors_of_the_client(api, fault, expected):
    error = error_of(lambda: api.chat.completions.create(model=CHAT, messages=MESSAGES, extra_body=with_fault(fault)))
    assert isinstance(error, expected)
    assert set(error.response.json()["error"]) >= {"message", "type", "param", "code"}


def test_an_error_as_first_event_becomes_a_status(api):
    error = error_of(lambda: list(api.chat.completions.create(
        model=CHAT, messages=MESSAGES, stream=True, extra_body=with_fault("error-first"))))
    assert error.status_code >= 400


def test_a_cut_stream_is_an_error_of_the_client(api):
    received = []
    with pytest.raises(openai.APIError):
        for chunk in api.chat.completions.create(
                model=CHAT, messages=MESSAGES, max_tokens=100, stream=True, extra_body=with_fault("cut=5")):
            received.append(chunk)
    assert received
    assert all(chunk.choices[0].finish_reason is None for chunk in received)


def test_a_cut_stream_has_an_error_and_no_end(front):
    body = {"model": CHAT, "messages": MESSAGES, "max_tokens": 100, "stream": True, **with_fault("cut=5")}
    events = list(wire.Stream(front.port, "/v1/chat/completions", body).events())
    assert b"[DONE]" not in events
    assert json.loads(events[-1])["error"]["code"]
