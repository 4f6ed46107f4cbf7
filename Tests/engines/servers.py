"""Processes that the tests start: the gateway, the simulator, real engines, and a recorder between two of them."""

import http.client
import os
import pathlib
import select
import shutil
import signal
import socket
import subprocess
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]


def path_from_environment(name, default):
    """A path; one that is relative is meant from the repository's root."""
    return (ROOT / os.environ.get(name, default)).resolve()


SHARED = path_from_environment("PENSTOCK_SHARED", "../shared")
CACHE = path_from_environment("PENSTOCK_ENGINES_CACHE", ".engines")


def executable():
    """What PENSTOCK_EXECUTABLE names, or the newest build."""
    named = os.environ.get("PENSTOCK_EXECUTABLE")
    if named:
        return pathlib.Path(named)
    built = [path for kind in ("debug", "release") if (path := ROOT / ".build" / kind / "penstock").exists()]
    if not built:
        raise RuntimeError("penstock is not built: run `make build`")
    return max(built, key=lambda path: path.stat().st_mtime)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def status(port, path="/health"):
    """The status of a GET, or None when nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        return response.status
    except OSError:
        return None
    except http.client.HTTPException:
        return None
    finally:
        connection.close()


def wait_for(condition, what, timeout=10.0):
    """Waits until the condition holds; fails with `what` when it does not in time. Returns how long that took."""
    begin = time.monotonic()
    while not condition():
        if time.monotonic() - begin > timeout:
            raise AssertionError(f"not within {timeout} s: {what}")
        time.sleep(0.005)
    return time.monotonic() - begin


class Server:
    """A penstock process in a session of its own."""

    def __init__(self, arguments, port, log, ready_path, env=None, prefix=()):
        self.port = port
        self.log = log
        self.process = subprocess.Popen(
            [*map(str, prefix), str(executable()), *map(str, arguments)], stdout=open(log, "wb"), stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            start_new_session=True, env={**os.environ, **(env or {})})
        try:
            wait_for(lambda: self.process.poll() is not None or status(port, ready_path) == 200, f"{arguments} answers", 60)
        except AssertionError:
            self.stop()
            raise AssertionError(log.read_text(errors="replace")) from None
        if self.process.poll() is not None:
            raise AssertionError(f"{arguments} ended with {self.process.returncode}:\n{log.read_text(errors='replace')}")

    @property
    def base_url(self):
        return f"http://127.0.0.1:{self.port}/v1"

    def stop(self):
        """Ends it with SIGTERM; the exit code."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()
        return self.process.returncode


def start_gateway(folder, targets, extra="", env=None, prefix=()):
    """A gateway whose targets are (id, provider string, port or base URL, more lines); `prefix` is a command that starts it."""
    port = free_port()
    lines = ["providers:", "  targets:"]
    for name, provider, place, *more in targets:
        url = place if isinstance(place, str) else f"http://127.0.0.1:{place}/v1"
        lines += [f"    - id: {name}", f"      provider: {provider}", f"      base_url: {url}"]
        lines += [f"      {line}" for line in more]
    config = folder / f"gateway-{port}.yaml"
    config.write_text("\n".join(lines) + "\n" + extra)
    return Server(["gateway", "run", "--listen", f"127.0.0.1:{port}", "--policy-config", config], port, folder / f"gateway-{port}.log", "/livez",
                  env, prefix)


def start_simulator(folder, *arguments):
    port = free_port()
    return Server(["simulator", "--port", port, *arguments], port, folder / f"simulator-{port}.log", "/health")


class EnginesUnavailable(Exception):
    """The engines cannot be installed or started here."""


class Engine:
    """A real engine that these tests started."""

    def __init__(self, name, port, pid):
        self.name, self.port, self.pid = name, port, pid

    def kill(self):
        """SIGKILL for the whole session: vLLM's engine process would outlive its API server."""
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        wait_for(lambda: status(self.port) is None, f"{self.name} is gone")

    def terminate(self):
        try:
            os.kill(self.pid, signal.SIGTERM)
        except ProcessLookupError:
            pass


def run_script(script, *arguments, env=None):
    """Runs one of the start scripts, with more variables; the engines whose lines it printed."""
    path = SHARED / "real-engines" / script
    if not path.exists():
        raise EnginesUnavailable(f"{path} does not exist; PENSTOCK_SHARED names the folder that holds real-engines/")
    # Output goes to a file, not a pipe: the servers that it leaves behind would hold the pipe open.
    CACHE.mkdir(parents=True, exist_ok=True)
    log = CACHE / (f"{script}.log" if env is None else f"{script}-{os.getpid()}-{threading.get_ident()}.log")
    timeout = int(os.environ.get("PENSTOCK_ENGINES_TIMEOUT", "1500"))
    with open(log, "w+") as output:
        process = subprocess.Popen(["bash", path, *map(str, arguments)], stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
                                   env={**os.environ, **(env or {})})
        try:
            code = process.wait(timeout)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise EnginesUnavailable(f"{script} took more than {timeout} s, see {log}") from None
    text = log.read_text(errors="replace")
    if code != 0:
        raise EnginesUnavailable(f"{script} failed:\n{text[-3000:]}")
    rows = [line.split() for line in text.splitlines()]
    return [Engine(row[0], int(row[1]), int(row[2])) for row in rows if len(row) == 3 and row[1].isdigit() and row[2].isdigit()]


def engines_place():
    """The folders of vLLM's environment, llama.cpp's environment and the models. Variables may name ones that exist already."""
    return (path_from_environment("PENSTOCK_VLLM_VENV", str(CACHE / "vllm")), path_from_environment("PENSTOCK_LLAMA_VENV", str(CACHE / "llama")),
            path_from_environment("PENSTOCK_ENGINES_DATA", str(CACHE / "data")))


def start_vllm(*names, data=None):
    """Real vLLM servers on free ports, by name: chat, embed."""
    venv, _, shared_data = engines_place()
    engines = run_script("start-real-vllm.sh", venv, data or shared_data, *(f"{name}={free_port()}" for name in names))
    return {engine.name: engine for engine in engines}


def start_second_vllm(folder):
    """One more chat server, to be killed: its process id and log are in a folder of its own, the models are shared."""
    _, _, data = engines_place()
    second = folder / "data"
    second.mkdir()
    (second / "models").symlink_to(data / "models")
    return start_vllm("chat", data=second)["chat"]


def start_llama():
    _, venv, data = engines_place()
    if not (data / "models" / ".ready").exists():
        raise EnginesUnavailable("llama.cpp serves the models that the vLLM script makes: start that first")
    return run_script("start-llama-cpp.sh", venv, data, free_port())[0]


class Relay:
    """What stands in front of a server on a port of its own; `relay` is called for every connection, in a thread of its own."""

    def __init__(self, upstream_port, address="127.0.0.1", port=0):
        self.upstream_port = upstream_port
        self.listener = socket.create_server((address, port))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.relay, args=(client,), daemon=True).start()

    def close(self):
        if self.listener.fileno() >= 0:
            # Whoever accepts keeps the listener open until it is shut down.
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()


class Recorder(Relay):
    """A TCP relay in front of a server that keeps what the server sent, connection by connection."""

    def __init__(self, upstream_port):
        self.sent = []
        self.received = []
        super().__init__(upstream_port)

    def relay(self, client):
        sent, received = bytearray(), bytearray()
        self.sent.append(sent)
        self.received.append(received)
        with client, socket.create_connection(("127.0.0.1", self.upstream_port)) as upstream:
            for s in (client, upstream):
                s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            while True:
                for source in select.select([client, upstream], [], [])[0]:
                    try:
                        data = source.recv(65536)
                        if not data:
                            return
                        (received if source is client else sent).extend(data)
                        (upstream if source is client else client).sendall(data)
                    except OSError:
                        return

    def answers_with(self, marker):
        """The bodies of the answers that hold the marker, without their chunked framing: one at least, or none after five seconds.

        A client may have its whole answer before the engine's last chunk has passed here.
        """
        deadline = time.monotonic() + 5
        while True:
            found = [body for data in list(self.sent) for body in split_answers(bytes(data)) if marker in body]
            if found or time.monotonic() > deadline:
                return found
            time.sleep(0.02)


def split_answers(data):
    """The bodies of the complete answers of one connection."""
    bodies = []
    while data:
        head, separator, data = data.partition(b"\r\n\r\n")
        if not separator:
            break
        head = head.lower()
        body = b""
        if b"transfer-encoding: chunked" in head:
            while True:
                size, separator, data = data.partition(b"\r\n")
                if not separator:
                    return bodies
                count = int(size.split(b";")[0], 16)
                body += data[:count]
                data = data[count + 2:]
                if count == 0:
                    break
        else:
            count = next((int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.startswith(b"content-length:")), 0)
            body, data = data[:count], data[count:]
        bodies.append(body)
    return bodies


def copy_failed_logs(folder):
    """Keeps the logs of a test session where a person finds them."""
    target = CACHE / "last-logs"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True, exist_ok=True)
    for log in folder.rglob("*.log"):
        shutil.copy(log, target / log.name)
