#!/usr/bin/env python3
"""The fleet at saturation: simulators as servers of their own, Penstock in front, clients that never pause.

Three shapes of traffic, each with every strategy: time to the first token, throughput, the share of prompt tokens that the engines found in their
prefix caches (by their own metrics), and the gateway's processor time a request. Then fairness: one tenant floods, another asks now and then.
Every answer is compared with the expected one; a wrong answer fails the run, a figure never does.
"""

import argparse
import contextlib
import itertools
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import urllib.request

import benchkit as kit
from fleet_load import Figures, Run, Shape, prose

STRATEGIES = ["round_robin", "ordered", "weighted", "random", "lowest_latency", "least_loaded", "prefix_aware"]
GOAL_FIRST_TOKEN, GOAL_RATE = 2.0, 1.5
MODEL = "bench"

# A replica: 8 sequences at once, a cache that holds a third of what the prompts of a shape have in common.
REPLICAS, SEQUENCES = 4, 8
SIMULATOR = ["--model", MODEL, "--time-to-first-token", 10, "--prefill", 250, "--time-between-tokens", 10, "--max-sequences", SEQUENCES,
             "--kv-cache-tokens", 60_000, "--max-model-length", 16_000]
CLIENTS = 48
SHAPES = [
    Shape("shared", "shared system prompts", system=3000, question=60, turns=1, tenants=64, answers=(8, 40)),
    Shape("chats", "multi-turn chats", system=400, question=300, turns=10, tenants=8, answers=(8, 40)),
    Shape("unique", "no reuse", system=1500, question=60, turns=1, tenants=None, answers=(8, 40)),
]


def config(targets, strategy, more=""):
    lines = ["providers:", "  routing:", f"    strategy: {strategy}", "  targets:"]
    for name, port, model in targets:
        lines += [f"    - id: {name}", f"      provider: vllm:chat:{model}", f"      base_url: http://127.0.0.1:{port}/v1", "      health_probe: true"]
    return "\n".join(lines) + f"\ngateway:\n  fleet:\n    probe_interval_seconds: 1\n{more}"


def cache_counters(ports):
    """(hits, queries) of all engines' prefix caches so far, in tokens."""
    totals = [0.0, 0.0]
    for port in ports:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
            text = answer.read().decode()
        for place, name in enumerate(("hits", "queries")):
            totals[place] += sum(float(value) for value in re.findall(rf"^vllm:prefix_cache_{name}_total\{{[^}}]*\}} (\S+)", text, re.MULTILINE))
    return totals


class Fleet:
    """Engines, fresh ones, with a gateway in front."""

    def __init__(self, folder, options):
        self.folder, self.options, self.stack = folder, options, contextlib.ExitStack()

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self.stack.close()

    def started(self, process):
        self.stack.callback(process.stop)
        return process

    def simulators(self):
        self.engines = [self.started(kit.start_simulator(self.folder, *SIMULATOR, executable=self.options.penstock)) for _ in range(REPLICAS)]
        self.ports = [engine.port for engine in self.engines]
        return self

    def gateway(self, strategy, more="", model=MODEL):
        targets = [(f"replica-{number}", port, model) for number, port in enumerate(self.ports)]
        self.front = self.started(kit.start_gateway(
            self.folder, config(targets, strategy, more), executable=self.options.penstock,
            arguments=("--event-loops", "1", "--log-level", "error")))
        return self.front

    def reading(self):
        """The gateway's processor time and the caches' counters, now."""
        return self.front.cpu_seconds(), cache_counters(self.ports)


class Bench:
    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.rows, self.fairness, self.failures = [], [], []

    def note(self, what, figures):
        if figures.wrong:
            self.failures.append(f"{what}: {len(figures.wrong)} wrong answers, the first: {figures.wrong[0]}")
        if not figures.first_tokens:
            self.failures.append(f"{what}: no answer at all")

    def measure(self, shape, strategy):
        print(f"{shape.title}, {strategy}", file=sys.stderr, flush=True)
        with self.options.engines(self) as fleet:
            front = fleet.gateway(strategy, model=self.options.model)
            figures = Figures()
            run = Run(front.port, self.options.model, self.options.seconds, self.options.warm_up, self.options.knows_text, fleet.reading)
            clients = [(shape.conversation(number, self.options.seed), figures, "", 0.0) for number in range(self.options.clients)]
            (cpu, before), (cpu_after, after) = run.drive(*clients)
        self.note(f"{shape.title}, {strategy}", figures)
        hits, queries = (new - old for new, old in zip(after, before))
        self.rows.append({
            "shape": shape.title, "strategy": strategy, "p50": figures.quantile(0.5), "p90": figures.quantile(0.9), "p99": figures.quantile(0.99),
            "rate": figures.rate, "tokens_per_second": figures.tokens / figures.seconds, "hit_rate": hits / queries if queries else 0.0,
            "cpu_us": (cpu_after - cpu) / max(1, len(figures.first_tokens)) * 1e6, "requests": len(figures.first_tokens),
            "load_share": figures.load_cpu / figures.seconds, "gateway_share": (cpu_after - cpu) / figures.seconds})

    def simulators(self):
        return Fleet(self.folder, self.options).simulators()

    # Fairness

    def measure_fairness(self):
        """A tenant with few short prompts, beside one that floods with long ones."""
        queue = f"    queue: {{per_target: {SEQUENCES}}}\n"
        cases = (
            ("alone", 0, "small", queue), ("flood, fair sharing", 1, "small", queue),
            ("flood, one queue for both", 1, "flood", queue), ("flood, no queue in the gateway", 1, "small", ""))
        for title, flood, small, more in cases:
            print(f"fairness: {title}", file=sys.stderr, flush=True)
            with self.simulators() as fleet:
                front = fleet.gateway("prefix_aware", more)
                light, heavy = Figures(), Figures()
                run = Run(front.port, MODEL, self.options.seconds, 2)
                unique = Shape("flood", "", system=2000, question=0, turns=1, tenants=None, answers=(30, 40))
                clients = [(unique.conversation(number, self.options.seed), heavy, "x-user-id: flood\r\n", 0.0) for number in range(96 * flood)]
                clients += [(self.short(number), light, f"x-user-id: {small}\r\n", 0.1) for number in range(2)]
                run.drive(*clients)
            self.note(f"fairness, {title}", light)
            if heavy.wrong:
                self.note(f"fairness, {title}", heavy)
            self.fairness.append({
                "case": title, "p50": light.quantile(0.5), "p90": light.quantile(0.9), "p99": light.quantile(0.99), "requests": len(light.first_tokens),
                "rate_of_flood": heavy.rate if heavy.seconds else 0.0})

    def short(self, client):
        rng = random.Random(f"{self.options.seed} short {client}")
        for number in itertools.count():
            expected = prose(rng, 10)
            yield [{"role": "user", "content": f"{client} {number} {prose(rng, 60)}"}, {"role": "user", "content": f"say: {expected}"}], expected

    # Results

    def base(self, shape):
        return next((row for row in self.rows if row["shape"] == shape and row["strategy"] == "round_robin"), None)

    def table(self):
        print("| traffic | strategy | first token p50 / p90 / p99, ms | requests/s | tokens from the cache | gateway CPU/request, µs | p90, rate against round_robin |")
        print("| --- | --- | --- | --- | --- | --- | --- |")
        for row in self.rows:
            base = self.base(row["shape"])
            against = f"{base['p90'] / row['p90']:.2f}× lower, {row['rate'] / base['rate']:.2f}×" if base and base["rate"] and row["p90"] else ""
            times = " / ".join(f"{row[name] * 1000:,.0f}" for name in ("p50", "p90", "p99"))
            print(f"| {row['shape']} | {row['strategy']} | {times} | {row['rate']:.1f} | {row['hit_rate'] * 100:.0f} % | {row['cpu_us']:.0f} | {against} |")
        if self.fairness:
            print("\n| small tenant | first token p50 / p90 / p99, ms | its requests | requests/s of the flood |\n| --- | --- | --- | --- |")
            for row in self.fairness:
                times = " / ".join(f"{row[name] * 1000:,.0f}" for name in ("p50", "p90", "p99"))
                print(f"| {row['case']} | {times} | {row['requests']} | {row['rate_of_flood']:.1f} |")

    def verdicts(self):
        """Whether the goals were met; figures never fail a run."""
        for shape, first_token, rate in zip(SHAPES, (GOAL_FIRST_TOKEN, GOAL_FIRST_TOKEN, 0.9), (GOAL_RATE, GOAL_RATE, 0.95)):
            base = self.base(shape.title)
            best = next((row for row in self.rows if row["shape"] == shape.title and row["strategy"] == "prefix_aware"), None)
            if base and best and base["rate"] and best["p90"]:
                ratios = base["p90"] / best["p90"], best["rate"] / base["rate"]
                met = "met" if ratios[0] >= first_token and ratios[1] >= rate else "MISSED"
                print(f"{shape.title}: p90 {ratios[0]:.2f}× lower (goal {first_token}), {ratios[1]:.2f}× the rate (goal {rate}): {met}")


def print_decision_cost(executable):
    """The pure decision, from the benchmark of the choice alone."""
    if executable.exists():
        lines = subprocess.run([executable, "decision"], capture_output=True, text=True, check=True).stdout.splitlines()
        cost = next((line.split("|")[2].strip() for line in lines if "the decision" in line), None)
        print(f"\nThe decision alone, 100 replicas and 8k-token prompts (make bench-routing): {cost} µs")


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=6, help="length of one measurement")
    parser.add_argument("--warm-up", type=float, default=6, help="seconds before it, in which caches fill")
    parser.add_argument("--clients", type=int, default=CLIENTS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--strategies", default=",".join(STRATEGIES), help="the strategies, separated by commas; round_robin is what the others are compared with")
    parser.add_argument("--shapes", default="shared,chats,unique", help="shapes of traffic: shared, chats, unique")
    parser.add_argument("--no-fairness", dest="fairness", action="store_false", help="leave the part on fairness out")
    parser.add_argument("--short", action="store_true", help="about a minute: round_robin and prefix_aware, short measurements")
    parser.add_argument("--engines", dest="real", action="store_true", help="two real vLLM servers instead of simulators (PENSTOCK_VLLM_VENV, PENSTOCK_ENGINES_DATA)")
    parser.add_argument("--penstock", type=pathlib.Path, default=kit.PENSTOCK, help="the executable to measure")
    parser.add_argument("--json", type=pathlib.Path, default=kit.ROOT / ".build" / "bench-fleet.json", help="where to write all figures")
    options = parser.parse_args()
    if options.short:
        options.seconds, options.warm_up, options.strategies = 4, 6, "round_robin,prefix_aware"
    options.model, options.knows_text, options.engines, options.shapes_in_use = MODEL, True, Bench.simulators, [
        shape for shape in SHAPES if shape.name in options.shapes.split(",")]
    return options


def main():
    options = parse()
    if not options.penstock.exists():
        sys.exit("penstock is not built: run `make release`")
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="penstock-fleet-") as folder, contextlib.ExitStack() as stack:
        bench = Bench(options, pathlib.Path(folder))
        if options.real:
            import fleet_engines  # the tests' starter of engines, which need not be there
            fleet_engines.prepare(options, stack, folder, Fleet)
        for shape in options.shapes_in_use:
            for strategy in options.strategies.split(","):
                bench.measure(shape, strategy)
        if options.fairness and not options.real:
            bench.measure_fairness()
        bench.table()
        bench.verdicts()
        print_decision_cost(kit.RELEASE / "FleetBench")
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps({"load_average_before": load, "rows": bench.rows, "fairness": bench.fairness}, indent=2) + "\n")
        print(f"load average before {load:.1f}; all figures: {options.json}")
        if bench.failures:
            print(f"{len(bench.failures)} runs saw wrong answers:", *bench.failures, sep="\n  ", file=sys.stderr)
            sys.exit(1)


if __name__ == "__main__":
    main()
