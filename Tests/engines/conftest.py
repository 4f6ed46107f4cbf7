"""Fixtures. Engines are started once a session on free ports, and ended with it."""

import os
import sys
import time

import openai
import pytest

import servers

GATEWAY_MODEL = "vllm:chat:tiny-chat"

SESSION_BEGAN = time.monotonic()


def pytest_collection_modifyitems(items):
    """Tests that start an engine of their own come last: they are the slowest, and left out first where time is short."""
    items.sort(key=lambda item: item.get_closest_marker("own_engine") is not None)


def pytest_runtest_setup(item):
    """Where PENSTOCK_ENGINES_BUDGET says for how many seconds tests with real engines may begin, later ones are skipped, and the summary says so."""
    budget = os.environ.get("PENSTOCK_ENGINES_BUDGET")
    if budget and item.get_closest_marker("sdk") is None and time.monotonic() - SESSION_BEGAN > float(budget):
        pytest.skip(f"left out: the {budget} s for tests with real engines are over")


def client(port, **options):
    return openai.OpenAI(base_url=f"http://127.0.0.1:{port}/v1", api_key="kt-your-api-key", max_retries=0, timeout=60, **options)


def started(start, *arguments):
    """Starts engines; where they are optional, what does not start is skipped and says why."""
    try:
        return start(*arguments)
    except servers.EnginesUnavailable as reason:
        if os.environ.get("PENSTOCK_ENGINES_OPTIONAL") != "1":
            raise
        print(f"\nreal engines left out: {reason}", file=sys.stderr)
        pytest.skip(f"real engines left out: {reason}")


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("penstock")
    yield path
    servers.copy_failed_logs(path)


def named_port(name):
    """An engine that runs already, named as PENSTOCK_ENGINES=chat=8000,embed=8001,llama=8002."""
    pairs = dict(pair.split("=") for pair in os.environ.get("PENSTOCK_ENGINES", "").split(",") if pair)
    return int(pairs[name]) if name in pairs else None


@pytest.fixture(scope="session")
def vllm():
    """Ports of the real vLLM servers: chat and embed."""
    if named_port("chat") and named_port("embed"):
        yield {name: named_port(name) for name in ("chat", "embed")}
        return
    engines = started(servers.start_vllm, "chat", "embed")
    yield {name: engine.port for name, engine in engines.items()}
    for engine in engines.values():
        engine.terminate()


@pytest.fixture(scope="session")
def llama(vllm):
    """The port of a real llama.cpp server."""
    if named_port("llama"):
        yield named_port("llama")
        return
    engine = started(servers.start_llama)
    yield engine.port
    engine.terminate()


@pytest.fixture(scope="session")
def recorder(vllm):
    """Between the gateway's target `recorded` and vLLM."""
    relay = servers.Recorder(vllm["chat"])
    yield relay
    relay.close()


@pytest.fixture(scope="session")
def gateway(folder, vllm, recorder):
    """The gateway in front of vLLM."""
    server = servers.start_gateway(folder, [
        ("chat", GATEWAY_MODEL, vllm["chat"]),
        ("completion", "vllm:completion:tiny-chat", vllm["chat"]),
        ("embed", "vllm:embedding:tiny-embed", vllm["embed"]),
        ("recorded", "vllm:chat:tiny-chat", recorder.port),
    ])
    yield server
    assert server.stop() == 0, "SIGTERM ends the gateway with code 0"


@pytest.fixture(scope="session")
def direct(vllm):
    return client(vllm["chat"])


@pytest.fixture(scope="session")
def gated(gateway):
    return client(gateway.port)


@pytest.fixture(scope="session")
def direct_embed(vllm):
    return client(vllm["embed"])
