"""Prefix caches of tenants, and a name that stands for several engines behind TLS: with the real engine."""

import os
import pathlib
import shutil
import socket
import ssl
import subprocess
import threading
import uuid

import pytest

import servers
import wire

pytestmark = pytest.mark.vllm

NAME = "engines.test"


def body(prompt):
    return {"model": "tiny-chat", "messages": [{"role": "user", "content": prompt}], "temperature": 0, "max_tokens": 1}


def long_prompt():
    """A prompt of several blocks of the engine's cache (of 128 tokens on a CPU), which no other has the beginning of."""
    return f"{uuid.uuid4()} " + " ".join(f"word {number}" for number in range(60))


def hits(port, gateway, prompt, user, **more):
    """How many tokens of the prompt the engine finds in its prefix cache."""
    before = wire.metric(port, "vllm:prefix_cache_hits_total")
    status, _, answer = wire.post(gateway.port, "/v1/chat/completions", {**body(prompt), **more}, {"x-user-id": user})
    assert status == 200, answer
    return wire.metric(port, "vllm:prefix_cache_hits_total") - before


@pytest.fixture
def gateways(tmp_path, vllm):
    """One that salts the cache by principal, and one that does not."""
    started = []
    for place, salt in (("salted", "per_principal"), ("shared", "none")):
        (tmp_path / place).mkdir()
        started.append(servers.start_gateway(
            tmp_path / place, [("chat", "vllm:chat:tiny-chat", vllm["chat"])], extra=f"gateway:\n  fleet: {{cache_salt: {salt}}}\n"))
    yield started
    for gateway in started:
        gateway.stop()


def test_principals_share_no_prefix(gateways, vllm):
    salted, shared = gateways
    servers.wait_for(lambda: wire.metric(vllm["chat"], "vllm:num_requests_running") == 0, "the engine is idle", 30)
    prompt = long_prompt()
    assert hits(vllm["chat"], salted, prompt, "ann") == 0
    assert hits(vllm["chat"], salted, prompt, "bob") == 0, "one principal found what the other had asked"
    assert hits(vllm["chat"], salted, prompt, "ann") > 0, "a principal did not find what it had asked itself"
    # A client cannot name another one's salt.
    assert hits(vllm["chat"], salted, prompt, "bob", cache_salt="ann") == 0
    # Without salts they share it: the prompt is long enough to be found.
    other = long_prompt()
    assert hits(vllm["chat"], shared, other, "ann") == 0
    assert hits(vllm["chat"], shared, other, "bob") > 0


class TLSRelay(servers.Relay):
    """Ends TLS in front of a server, at an address of its own."""

    def __init__(self, address, port, upstream_port, context):
        self.context, self.connections, self.open = context, 0, []
        super().__init__(upstream_port, address, port)

    def relay(self, plain):
        try:
            client = self.context.wrap_socket(plain, server_side=True)
        except OSError:
            return
        upstream = socket.create_connection(("127.0.0.1", self.upstream_port))
        self.open += [client, upstream]
        threading.Thread(target=self._copy, args=(upstream, client), daemon=True).start()
        self._copy(client, upstream)

    def _copy(self, source, sink):
        try:
            while data := source.recv(65536):
                if b"/v1/chat/completions" in data:
                    self.connections += 1
                sink.sendall(data)
        except OSError:
            pass
        for end in (source, sink):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def close(self):
        super().close()
        for end in self.open:
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


@pytest.fixture
def tls_pair(tmp_path, vllm):
    """A gateway whose one target is a name of two addresses, with TLS at each. It has a table of hosts of its own."""
    if os.geteuid() != 0 or not all(map(shutil.which, ("openssl", "unshare", "mount"))):
        pytest.skip("a table of hosts of its own takes root, openssl and unshare")
    key, certificate, hosts = tmp_path / "key.pem", tmp_path / "certificate.pem", tmp_path / "hosts"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}", "-addext",
                    f"subjectAltName=DNS:{NAME}", "-keyout", key, "-out", certificate], check=True, capture_output=True)
    hosts.write_text(pathlib.Path("/etc/hosts").read_text() + f"\n127.0.0.1 {NAME}\n127.0.0.2 {NAME}\n")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    first = TLSRelay("127.0.0.1", 0, vllm["chat"], context)
    second = TLSRelay("127.0.0.2", first.port, vllm["chat"], context)
    prefix = ["unshare", "--mount", "sh", "-c", 'mount --bind "$1" /etc/hosts && shift && exec "$@"', "sh", hosts]
    gateway = servers.start_gateway(
        tmp_path, [("chat", "vllm:chat:tiny-chat", f"https://{NAME}:{first.port}/v1", f"ca_file: {certificate}")],
        extra="  routing: {strategy: round_robin}\n", prefix=prefix)
    yield gateway, first, second
    gateway.stop()
    first.close()
    second.close()


def ask_target(gateway):
    status, fields, answer = wire.post(gateway.port, "/v1/chat/completions", body("Hello"))
    assert status == 200, answer
    return fields["x-penstock-target"]


def test_each_address_of_a_tls_name_is_a_replica(tls_pair):
    gateway, first, second = tls_pair
    assert {ask_target(gateway) for _ in range(4)} == {"chat@127.0.0.1", "chat@127.0.0.2"}
    assert first.connections == 2 and second.connections == 2
    # The certificate is that of the name, not of an address: both were checked by it. One of them dies, and no request is lost.
    first.close()
    assert {ask_target(gateway) for _ in range(4)} == {"chat@127.0.0.2"}
