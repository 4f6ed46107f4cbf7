#!/usr/bin/env python3
"""Where the gateway spends processor time, or makes heap allocations, under a load of the benchmark. Needs perf; allocations need root.

    tools/profile.py cpu                         1 KiB requests on 64 connections
    tools/profile.py cpu --scenario sse-paced
    tools/profile.py parts                       the same, by module: who calls what costs, and what the runtime takes of it
    tools/profile.py allocations                 call sites, per request (per stream where the scenario streams)
"""

import argparse
import collections
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import benchkit as kit

FRAME = re.compile(r"^\s+([0-9a-f]+) (.*?)(?:\+0x[0-9a-f]+)? \((.*)\)$")
OWN = re.compile(r"\$s\d+(?:Gateway[A-Z]\w+?|OpenAIWire|Simulator)(?=\d|[A-Z])|\$s(?:11GatewayHTTP|13GatewayServer|15GatewayUpstream|10OpenAIWire)")


def demangled(names):
    names = list(names)
    done = subprocess.run(["swift", "demangle", "--simplified", "--compact"], input="\n".join(names), capture_output=True, text=True)
    return dict(zip(names, done.stdout.splitlines())) if done.returncode == 0 else {name: name for name in names}


def shortened(text, width=118):
    text = re.sub(r"^(?:generic |function )?specialized |^specialized |\(in _[0-9A-F]+\)", "", text).replace("NIOCore.", "").replace("Swift.", "")
    return text if len(text) <= width else text[: width - 1] + "…"


def record(gateway, folder, arguments, load):
    """Runs perf on the gateway while the load runs; returns the load's report and perf's file."""
    data = folder / "perf.data"
    perf = subprocess.Popen(["perf", "record", "-q", "-o", data, "-p", str(gateway.popen.pid), *arguments], stderr=subprocess.PIPE)
    time.sleep(1)
    if perf.poll() is not None:
        sys.exit(f"perf does not run: {perf.stderr.read().decode(errors='replace')}")
    report = load()
    perf.terminate()
    perf.wait()
    return report, data


def sampled(gateway, folder, options, arguments):
    """Samples the gateway under a load that it has seen before; returns perf's file, the microseconds of a request or event, and which it is."""
    load = lambda: kit.run_load(options.scenario, gateway.port, connections=64, duration=options.seconds, body=options.body)
    load()
    before = gateway.cpu_seconds()
    report, data = record(gateway, folder, arguments, load)
    spent = gateway.cpu_seconds() - before
    unit, count = ("event", report["events"]) if report["events"] else ("request", report["completed"])
    return data, spent / count * 1e6, unit


def cpu(gateway, folder, options):
    data, each, unit = sampled(gateway, folder, options, ["-F", "2000"])
    print(f"{each:.1f} µs a {unit} while being profiled; by library:")
    text = subprocess.run(["perf", "report", "-i", data, "--no-children", "--stdio", "-g", "none", "-s", "dso"], capture_output=True, text=True).stdout
    for share, dso in sorted((line.split()[:2] for line in text.splitlines() if line.strip() and not line.startswith("#")),
                             key=lambda row: -float(row[0].rstrip("%"))):
        print(f"{share:>7} {float(share.rstrip('%')) / 100 * each:6.2f} µs  {dso}")
    print("share of each function itself:")
    text = subprocess.run(["perf", "report", "-i", data, "--no-children", "--stdio", "-g", "none", "--percent-limit", "0.5", "-F", "overhead,dso,sym"],
                          capture_output=True, text=True).stdout
    rows = [line.split(None, 3) for line in text.splitlines() if line.strip() and not line.startswith("#")]
    names = demangled({row[3] for row in rows if len(row) == 4})
    for share, dso, _, name in (row for row in rows if len(row) == 4):
        print(f"{share:>7} {float(share.rstrip('%')) / 100 * each:6.2f} µs  {dso:18.18} {shortened(names[name])}")


MODULE = re.compile(r"\$s(?:e|S)?(?=\d)(\d+)")
RUNTIME = {
    "reference counting": re.compile(r"swift_(?:retain|release|bridgeObject|unknownObject|weak|unowned|isUniquely)|RefCount"),
    "exclusivity checks": re.compile(r"swift_(?:begin|end)Access|AccessSet|SwiftTLSContext"),
    "tasks and executors": re.compile(r"swift_(?:task|job|async|continuation)|swift::(?:AsyncTask|StackAllocator|runJob|Task)|withStatusRecordLock"),
    "allocation": re.compile(r"malloc|calloc|realloc|_int_free|^c?free$|swift_(?:allocObject|slowAlloc|deallocClassInstance|arrayInit)"),
    "copying": re.compile(r"mem(?:move|cpy|set)"),
}


def module(symbol):
    """The module that a mangled Swift name belongs to; nothing for other names and for the standard library."""
    found = MODULE.match(symbol)
    return symbol[found.end():found.end() + int(found.group(1))] if found else ""


def parts(gateway, folder, options):
    data, each, unit = sampled(gateway, folder, options, ["-F", "1000", "--call-graph", "fp"])
    text = subprocess.run(["perf", "script", "-i", data, "-F", "ip,sym,dso"], capture_output=True, text=True, errors="replace").stdout
    callers, functions, runtime, count = collections.Counter(), collections.Counter(), collections.Counter(), 0
    for block in text.split("\n\n"):
        frames = [match.groups() for line in block.splitlines() if (match := FRAME.match(line))]
        if not frames:
            continue
        count += 1
        if "kernel" in frames[0][2] or "[vdso]" in frames[0][2]:
            callers["the kernel"] += 1
            continue
        caller = next((symbol for _, symbol, _ in frames if module(symbol)), "")
        callers[module(caller) or "no Swift caller known"] += 1
        functions[caller] += 1
        runtime.update(name for name, pattern in RUNTIME.items() if pattern.search(frames[0][1]))
    print(f"{each:.1f} µs a {unit} while being profiled; by module, what it calls in the runtime included:")
    names = demangled(functions)
    tables = ("", callers), ("of it, in whichever module:", runtime), ("by function:", collections.Counter({names[name]: n for name, n in functions.items() if name}))
    for title, shares in tables:
        print(title, end="\n" if title else "")
        for name, samples in shares.most_common(options.top):
            if samples / count >= 0.005:
                print(f"{100 * samples / count:6.1f}% {samples / count * each:6.2f} µs  {shortened(name)}")


def allocations(gateway, folder, options):
    libc = next(line.split()[-1] for line in pathlib.Path(f"/proc/{gateway.popen.pid}/maps").read_text().splitlines() if "/libc.so" in line)
    subprocess.run(["perf", "probe", "-q", "-d", "probe_libc:malloc*"], stderr=subprocess.DEVNULL)
    if subprocess.run(["perf", "probe", "-q", "-x", libc, "malloc"]).returncode != 0:
        sys.exit("perf cannot count calls of malloc here; it needs to be root")
    load = lambda: kit.run_load(options.scenario, gateway.port, connections=1, requests=options.requests, duration=60, body=options.body)
    load()
    try:
        report, data = record(gateway, folder, ["-m", "32M", "-e", "probe_libc:malloc", "--call-graph", "dwarf,4096"], load)
    finally:
        subprocess.run(["perf", "probe", "-q", "-d", "probe_libc:malloc*"], stderr=subprocess.DEVNULL)
    text = subprocess.run(["perf", "script", "-i", data], capture_output=True, text=True, errors="replace").stdout
    sites = collections.Counter()
    for block in text.split("\n\n"):
        frames = [match.group(2).removesuffix(" (inlined)") for line in block.splitlines()[1:] if (match := FRAME.match(line))]
        frames = [frame for frame in frames if frame.startswith("$s")]
        own = [frame for frame in frames if OWN.match(frame)]
        if frames:
            sites[(frames[0], own[0] if own else "", own[1] if len(own) > 1 else "")] += 1
    names = demangled({name for site in sites for name in site if name})
    per = report["completed"]
    print(f"{sum(sites.values()) / per:.1f} allocations a request; by what asks for memory, and the gateway's own functions around it:")
    for (inner, own, outer), count in sites.most_common(options.top):
        print(f"{count / per:6.2f}  {shortened(names[inner])}")
        for frame in (own, outer):
            if frame and frame != inner:
                print(f"        ← {shortened(names[frame])}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["cpu", "parts", "allocations"])
    parser.add_argument("--scenario", default="request", choices=["request", "sse-paced", "sse-burst"])
    parser.add_argument("--body", type=int, default=1024)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--requests", type=int, default=100, help="requests whose allocations are looked at")
    parser.add_argument("--top", type=int, default=40)
    parser.add_argument("--penstock", type=pathlib.Path, default=kit.PENSTOCK)
    options = parser.parse_args()
    kit.require_bench()
    with tempfile.TemporaryDirectory(prefix="penstock-profile-") as name:
        folder = pathlib.Path(name)
        upstream = kit.start_upstream(folder)
        gateway = None
        try:
            gateway = kit.start_penstock(folder, upstream.port, executable=options.penstock)
            {"cpu": cpu, "parts": parts, "allocations": allocations}[options.what](gateway, folder, options)
        finally:
            if gateway:
                gateway.stop()
            upstream.stop()


if __name__ == "__main__":
    main()
