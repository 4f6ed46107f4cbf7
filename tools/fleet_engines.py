"""Two real vLLM servers for the benchmark of a fleet, started as the tests with real engines start them."""

import pathlib
import sys

import benchkit as kit

sys.path.insert(0, str(kit.ROOT / "Tests" / "engines"))
import servers  # noqa: E402

from fleet_load import Shape  # noqa: E402

# The model's window is 2,048 tokens, and its tokenizer makes several of a word.
SHAPES = [
    Shape("shared", "shared system prompts", system=200, question=10, turns=1, tenants=16, answers=(8, 24)),
    Shape("chats", "multi-turn chats", system=60, question=20, turns=5, tenants=4, answers=(8, 16)),
    Shape("unique", "no reuse", system=200, question=10, turns=1, tenants=None, answers=(8, 24)),
]
CLIENTS = 20


def prepare(options, stack, folder, fleet_type):
    """Starts the servers and makes `options` name them; `stack` ends them. A stock of their own for each strategy: caches live as long as the servers do."""
    engines = []
    for number in range(2):
        place = pathlib.Path(folder) / f"engine-{number}"
        place.mkdir()
        engine = servers.start_second_vllm(place)
        stack.callback(engine.kill)
        engines.append(engine)
        print(f"vLLM on port {engine.port}", file=sys.stderr, flush=True)

    def fleet(bench):
        options.seed += 1
        running = fleet_type(bench.folder, options)
        running.ports = [engine.port for engine in engines]
        return running

    options.engines, options.model, options.knows_text, options.clients = fleet, "tiny-chat", False, CLIENTS
    options.shapes_in_use = [shape for shape in SHAPES if shape.name in options.shapes.split(",")]
