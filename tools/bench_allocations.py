#!/usr/bin/env python3
"""Heap allocations of the hot path, counted and held against tools/allocation-thresholds.json.

Unlike times, counts are the same on every machine, so they can fail a build. The gateway runs with a counter preloaded
(tools/malloc-count.c); every figure is a difference between two readings around a known amount of work, warm before the first.
`--update` writes what was measured as the new thresholds: commit them with the change that explains them.
"""

import argparse
import json
import pathlib
import struct
import subprocess
import sys
import tempfile

import benchkit as kit

THRESHOLDS = kit.ROOT / "tools" / "allocation-thresholds.json"
REQUESTS = 10_000
CONNECTIONS = 4


def build_counter(folder):
    library = folder / "malloc-count.so"
    subprocess.run(["gcc", "-O2", "-shared", "-fPIC", "-o", library, kit.ROOT / "tools" / "malloc-count.c"], check=True)
    return library


class Counter:
    def __init__(self, path):
        self.path = path

    def allocations(self):
        return struct.unpack("=QQ", self.path.read_bytes())[0]


def measure(gateway, counter):
    """Allocations per unit of work."""

    def around(scenario, **options):
        before = counter.allocations()
        report = kit.run_load(scenario, gateway.port, duration=120, **options)
        return counter.allocations() - before, report

    def settled(scenario, **options):
        """The same load twice: the first one warms what is made once."""
        around(scenario, **options)
        return around(scenario, **options)

    figures = {}
    for size, key in ((1024, "request_1k"), (4096, "request_4k")):
        count, report = settled("request", connections=CONNECTIONS, requests=REQUESTS, body=size)
        figures[key] = count / report["completed"]
    count, report = settled("sse-burst", connections=CONNECTIONS, requests=1000, events=64)
    figures["stream_of_64_events_in_a_burst"] = count / report["completed"]
    # Two lengths of stream: their difference is what the events cost, without what a stream costs.
    counts = {}
    for events in (100, 350):
        count, report = settled("sse-paced", connections=CONNECTIONS, requests=10 * CONNECTIONS, events=events, pace_us=1000)
        counts[events] = (count, report["events"])
    figures["event_on_its_own"] = (counts[350][0] - counts[100][0]) / (counts[350][1] - counts[100][1])
    return {key: round(value, 3) for key, value in figures.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--penstock", type=pathlib.Path, default=kit.PENSTOCK, help="the executable to measure")
    parser.add_argument("--update", action="store_true", help="write the thresholds anew")
    options = parser.parse_args()
    kit.require_bench()
    if not options.penstock.exists():
        sys.exit(f"{options.penstock} is not built: run `make release`")
    with tempfile.TemporaryDirectory(prefix="penstock-allocations-") as name:
        folder = pathlib.Path(name)
        count_file = folder / "count"
        environment = {"LD_PRELOAD": str(build_counter(folder)), "PENSTOCK_MALLOC_COUNT": str(count_file)}
        upstream = kit.start_upstream(folder)
        gateway = None
        try:
            gateway = kit.start_penstock(folder, upstream.port, env=environment, executable=options.penstock)
            figures = measure(gateway, Counter(count_file))
        except kit.WrongAnswers as failure:
            sys.exit(f"wrong answers: {failure}")
        finally:
            if gateway:
                gateway.stop()
            upstream.stop()
    if options.update:
        thresholds = {"tolerance": 0.02, "slack": 0.25, "allocations_per": figures}
        THRESHOLDS.write_text(json.dumps(thresholds, indent=2) + "\n")
    thresholds = json.loads(THRESHOLDS.read_text())
    exceeded = False
    for key, value in figures.items():
        known = thresholds["allocations_per"].get(key)
        limit = None if known is None else known * (1 + thresholds["tolerance"]) + thresholds["slack"]
        verdict = "no threshold" if limit is None else "ok" if value <= limit else "EXCEEDED"
        exceeded = exceeded or limit is None or value > limit
        print(f"{key.replace('_', ' '):34} {value:9.2f} allocations   limit {limit if limit is None else round(limit, 2)}   {verdict}")
        if limit is not None and value < known * (1 - thresholds["tolerance"]) - thresholds["slack"]:
            print(f"{'':34} fewer than {known}: `tools/bench_allocations.py --update` keeps the gain")
    if exceeded:
        sys.exit("allocations of the hot path grew: explain it and run tools/bench_allocations.py --update, or undo it")


if __name__ == "__main__":
    main()
