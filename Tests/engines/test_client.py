"""The Swift client library before real engines: its own tests `EngineTests`, told by variables where the engines are, and its examples."""

import os
import subprocess
import threading

import pytest

import servers
from conftest import GATEWAY_MODEL, started

pytestmark = pytest.mark.vllm

# The package whose tests and examples are built.
PACKAGE = servers.path_from_environment("PENSTOCK_CLIENT_PACKAGE", ".")


def swift_tests(name, **engines):
    """Runs tests of EngineTests whose names match; fails when none ran, or with what they printed."""
    env = {**os.environ, **{f"PENSTOCK_CLIENT_{key}": str(value) for key, value in engines.items()}}
    run = subprocess.run(
        [os.environ.get("SWIFT", "swift"), "test", "--skip-build", "--disable-xctest", "--filter", f"EngineTests/{name}"],
        cwd=PACKAGE, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=600)
    assert run.returncode == 0, run.stdout[-6000:]
    assert " passed after" in run.stdout and " 0 tests " not in run.stdout, run.stdout[-2000:]
    return run.stdout


def root(port):
    return f"http://127.0.0.1:{port}"


class Loading:
    """vLLM with a key and a parser of thoughts, beside servers that rank and transcribe: while it starts, and then."""

    def __init__(self, folder):
        venv, _, data = servers.engines_place()
        self.data = folder / "client-data"
        self.data.mkdir()
        (self.data / "models").symlink_to(data / "models")
        self.ports = {name: servers.free_port() for name in ("chat", "rerank", "whisper")}
        self.engines, self.failure = {}, None
        self.thread = threading.Thread(target=self._start, args=(venv,), daemon=True)
        self.thread.start()

    def _start(self, venv):
        try:
            arguments = [f"{name}={port}" for name, port in self.ports.items()]
            extra = {"CHAT_ARGS": "--api-key sk-test --reasoning-parser qwen3"}
            self.engines = {engine.name: engine for engine in servers.run_script("start-real-vllm.sh", venv, self.data, *arguments, env=extra)}
        except Exception as failure:  # raised again where somebody waits for it
            self.failure = failure

    def wait(self):
        self.thread.join()
        if self.failure:
            raise self.failure
        return self


@pytest.fixture(scope="module")
def loading(folder, vllm):
    others = Loading(folder)
    yield others
    others.thread.join()
    for engine in others.engines.values():
        engine.terminate()


@pytest.fixture(scope="module")
def guarded(loading):
    return started(loading.wait)


def test_a_server_that_loads_is_waited_for(loading):
    swift_tests("loading", LOADING=root(loading.ports["chat"]))


def test_vllm_and_the_gateway_before_it(vllm, gateway):
    swift_tests("(chat|tools|structuredOutput|models|refusals|otherCalls|leaving|embeddings)", CHAT=root(vllm["chat"]), EMBED=root(vllm["embed"]),
                GATEWAY=root(gateway.port), GATEWAY_MODEL=GATEWAY_MODEL)


def test_keys_thoughts_ranks_and_transcripts(guarded):
    swift_tests("(reasoning|rerank|transcription)", GUARDED=root(guarded.ports["chat"]), RERANK=root(guarded.ports["rerank"]),
                WHISPER=root(guarded.ports["whisper"]))


@pytest.mark.llama
def test_llama(llama):
    swift_tests("llama", LLAMA=root(llama))


@pytest.mark.parametrize("example, printed", [
    (["chat", "Hello"], "Hello! How can I help you today?"),
    (["stream", "Count"], "38 39 40"),
    (["tools"], "It is sunny in Tokyo."),
    (["retries"], "try 5 in 0.0 seconds, because of structured_output_invalid"),
])
def test_examples(vllm, example, printed):
    executable = PACKAGE / ".build" / "debug" / "penstock-client-examples"
    env = {**os.environ, "PENSTOCK_BASE_URL": root(vllm["chat"]), "PENSTOCK_MODEL": "tiny-chat"}
    run = subprocess.run([executable, *example], env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60)
    assert run.returncode == 0 and printed in run.stdout, run.stdout


def test_a_server_that_dies(guarded):
    """The last test: nothing of that server is left."""
    engine = guarded.engines["chat"]
    swift_tests("death", VICTIM=root(engine.port), VICTIM_PID=engine.pid)
