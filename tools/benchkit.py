"""What the benchmark scripts share: the servers under test, and readings of their cost from /proc. Standard library only, Linux only."""

import http.client
import json
import os
import pathlib
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
RELEASE = ROOT / ".build" / "release"
BENCH = RELEASE / "penstock-bench"
PENSTOCK = RELEASE / "penstock"
TICKS = os.sysconf("SC_CLK_TCK")


def free_port():
    """A port that nobody listens on now."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def raise_file_limit():
    """Allows as many open files as this user may have; returns the number. Children inherit it."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 65_536 if hard == resource.RLIM_INFINITY else hard
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return wanted


class Process:
    """A server in a session of its own, with its output in a file."""

    def __init__(self, name, command, log, cpus=None, env=None):
        self.name = name
        self.log_path = log

        def prepare():
            if cpus:
                os.sched_setaffinity(0, cpus)

        self.popen = subprocess.Popen(
            [str(part) for part in command], stdout=open(log, "wb"), stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            start_new_session=True, preexec_fn=prepare, env={**os.environ, **(env or {})})

    def pids(self):
        """The process and its descendants."""
        found, queue = [], [self.popen.pid]
        while queue:
            pid = queue.pop()
            found.append(pid)
            for task in pathlib.Path(f"/proc/{pid}/task").glob("*/children"):
                try:
                    queue += [int(child) for child in task.read_text().split()]
                except OSError:
                    pass
        return found

    def cpu_seconds(self):
        """User and system time of all its processes so far, threads that ended included."""
        total = 0
        for pid in self.pids():
            try:
                fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                total += int(fields[11]) + int(fields[12])
            except OSError:
                pass
        return total / TICKS

    def resident_mib(self):
        """Resident memory of all its processes; pages that they share count once, by their share."""
        total = 0
        pids = self.pids()
        field = "Rss:" if len(pids) == 1 else "Pss:"
        for pid in pids:
            try:
                for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                    if line.startswith(field):
                        total += int(line.split()[1])
            except OSError:
                pass
        return total / 1024

    def wait_ready(self, port, probe, timeout=30):
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            if self.popen.poll() is not None:
                break
            try:
                if probe(port):
                    return self
            except OSError:
                pass
            except http.client.HTTPException:
                pass
            time.sleep(0.05)
        tail = pathlib.Path(self.log_path).read_text(errors="replace")[-3000:]
        self.stop()
        raise SystemExit(f"{self.name} did not become ready on port {port}:\n{tail}")

    def stop(self):
        if self.popen.poll() is None:
            self.popen.send_signal(signal.SIGTERM)
            try:
                self.popen.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(self.popen.pid, signal.SIGKILL)
                self.popen.wait()


def answers_models(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/v1/models")
        return connection.getresponse().status == 200
    finally:
        connection.close()


def post(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("POST", path, body=b"")
        return connection.getresponse().read()
    finally:
        connection.close()


def start_upstream(folder, cpus=None):
    port = free_port()
    process = Process("upstream", [BENCH, "upstream", "--port", port], folder / "upstream.log", cpus)
    process.port = port
    return process.wait_ready(port, answers_models)


NGINX = """
worker_processes 1; daemon off; {user} error_log {folder}/nginx-error.log; pid {folder}/nginx.pid; worker_rlimit_nofile {files};
events {{ worker_connections {connections}; multi_accept on; }}
http {{
  access_log off; tcp_nodelay on; keepalive_requests 1000000000; keepalive_timeout 1h;
  client_body_temp_path {folder}/nginx-body; proxy_temp_path {folder}/nginx-proxy; fastcgi_temp_path {folder}/nginx-fastcgi;
  uwsgi_temp_path {folder}/nginx-uwsgi; scgi_temp_path {folder}/nginx-scgi; client_body_buffer_size 64k;
  upstream engine {{ server 127.0.0.1:{upstream}; keepalive 512; keepalive_requests 1000000000; keepalive_timeout 1h; }}
  server {{
    listen 127.0.0.1:{port} backlog=4096;
    location / {{ proxy_pass http://engine; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_buffering off; proxy_read_timeout 1h; }}
  }}
}}
"""

HAPROXY = """
global
  nbthread 1
  maxconn {connections}
defaults
  mode http
  option http-no-delay
  http-reuse always
  timeout connect 5s
  timeout client 1h
  timeout server 1h
frontend front
  bind 127.0.0.1:{port} backlog 4096
  default_backend engine
backend engine
  server engine 127.0.0.1:{upstream} pool-max-conn 512
"""

ENVOY = """
static_resources:
  listeners:
  - address: {{socket_address: {{address: 127.0.0.1, port_value: {port}}}}}
    tcp_backlog_size: 4096
    filter_chains:
    - filters:
      - name: envoy.filters.network.http_connection_manager
        typed_config:
          "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
          stat_prefix: front
          generate_request_id: false
          stream_idle_timeout: 0s
          http_filters:
          - name: envoy.filters.http.router
            typed_config: {{"@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router}}
          route_config:
            virtual_hosts:
            - {{name: engine, domains: ["*"], routes: [{{match: {{prefix: /}}, route: {{cluster: engine, timeout: 0s}}}}]}}
  clusters:
  - name: engine
    connect_timeout: 5s
    circuit_breakers: {{thresholds: [{{max_connections: 100000, max_pending_requests: 100000, max_requests: 100000}}]}}
    load_assignment:
      cluster_name: engine
      endpoints: [{{lb_endpoints: [{{endpoint: {{address: {{socket_address: {{address: 127.0.0.1, port_value: {upstream}}}}}}}}}]}}]
"""

PENSTOCK_CONFIG = """
providers:
  targets:
    - id: bench
      provider: vllm:chat:bench
      base_url: http://127.0.0.1:{upstream}/v1
      stream_timeout_seconds: 3600
"""


def binary(name):
    return shutil.which(name) or next((p for p in (f"/usr/sbin/{name}", f"/usr/local/sbin/{name}") if os.access(p, os.X_OK)), None)


def start_nginx(folder, upstream, cpus=None):
    port, files = free_port(), resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    config = folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""
    config.write_text(NGINX.format(folder=folder, files=files, connections=files * 3 // 2, port=port, upstream=upstream, user=user))
    process = Process("nginx", [binary("nginx"), "-p", folder, "-c", config, "-e", folder / "nginx-error.log"], folder / "nginx.log", cpus)
    process.port = port
    return process.wait_ready(port, answers_models)


def start_haproxy(folder, upstream, cpus=None):
    port, files = free_port(), resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    config = folder / "haproxy.cfg"
    config.write_text(HAPROXY.format(connections=(files - 100) // 2, port=port, upstream=upstream))
    process = Process("haproxy", [binary("haproxy"), "-db", "-f", config], folder / "haproxy.log", cpus)
    process.port = port
    return process.wait_ready(port, answers_models)


def start_envoy(folder, upstream, cpus=None):
    port = free_port()
    config = folder / "envoy.yaml"
    config.write_text(ENVOY.format(port=port, upstream=upstream))
    arguments = ["-c", config, "--concurrency", "1", "--log-level", "warning", "--disable-hot-restart"]
    process = Process("envoy", [binary("envoy"), *arguments], folder / "envoy.log", cpus)
    process.port = port
    return process.wait_ready(port, answers_models)


def start_penstock(folder, upstream, cpus=None, env=None, executable=PENSTOCK, arguments=(), more_config=""):
    text = PENSTOCK_CONFIG.format(upstream=upstream) + more_config
    return start_gateway(folder, text, cpus, env, executable, ("--event-loops", "1", *arguments))



def start_gateway(folder, text, cpus=None, env=None, executable=PENSTOCK, arguments=()):
    """The gateway with the configuration `text`."""
    port = free_port()
    config = folder / "penstock.yaml"
    config.write_text(text)
    command = [executable, "gateway", "run", "--listen", f"127.0.0.1:{port}", "--policy-config", config, *arguments]
    process = Process("penstock", command, folder / "penstock.log", cpus, env)
    process.port = port
    return process.wait_ready(port, answers_models)


def start_simulator(folder, *arguments, executable=PENSTOCK):
    port = free_port()
    process = Process("simulator", [executable, "simulator", "--port", port, *arguments], folder / f"simulator-{port}.log")
    process.port = port
    return process.wait_ready(port, answers_models)


class WrongAnswers(Exception):
    """The load generator saw an answer that is not the expected one."""


def load_command(scenario, port, **options):
    command = [str(BENCH), "load", "--scenario", scenario, "--url", f"http://127.0.0.1:{port}/v1"]
    for name, value in options.items():
        command += [f"--{name.replace('_', '-')}", str(value)]
    return command


def run_load(scenario, port, cpus=None, **options):
    """One run of the load generator: its report. Raises WrongAnswers when an answer was wrong."""
    command = load_command(scenario, port, **options)
    prepare = (lambda: os.sched_setaffinity(0, cpus)) if cpus else None
    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=prepare)
    lines = done.stdout.strip().splitlines()
    if not lines:
        raise WrongAnswers(f"{' '.join(command[1:])}: {done.stderr.strip()}")
    report = json.loads(lines[-1])
    if done.returncode != 0 or report["errors"]:
        raise WrongAnswers(f"{' '.join(command[1:])}: {report['errors']} errors, the first: {report.get('firstError')}")
    return report


def require_bench():
    if not BENCH.exists():
        sys.exit("penstock-bench is not built: run `make release`")
