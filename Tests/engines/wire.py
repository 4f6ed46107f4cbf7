"""Requests byte for byte, without a client library in between."""

import http.client
import json
import re


def post(port, path, body, headers=None, timeout=60):
    """Status, head fields and body of a POST; the body is bytes, or anything that JSON can say."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        connection.request("POST", path, body=data, headers={"content-type": "application/json", **(headers or {})})
        response = connection.getresponse()
        return response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
    finally:
        connection.close()


class Stream:
    """A streaming answer that is read event by event."""

    def __init__(self, port, path, body, timeout=60):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
        self.connection.request("POST", path, body=json.dumps(body).encode(), headers={"content-type": "application/json"})
        self.response = self.connection.getresponse()
        self.status = self.response.status
        self.broke = False

    def events(self):
        """The `data` of each event, until the stream ends or breaks."""
        lines = []
        while True:
            try:
                line = self.response.readline()
            except (http.client.HTTPException, OSError):
                self.broke = True
                return
            if not line:
                return
            line = line.rstrip(b"\r\n")
            if line.startswith(b"data:"):
                lines.append(line[5:].strip())
            elif not line and lines:
                yield b"\n".join(lines)
                lines = []

    def close(self):
        # The response first: a socket stays open while something reads from it.
        self.response.close()
        self.connection.close()


IDENTITY = re.compile(rb'"(id|created)":("(?:chatcmpl|cmpl|embd|chatcmpl-tool|call)[^"]*"|[0-9]{9,})')


def without_identity(body):
    """The bytes with ids and times of creation blanked: they differ between two answers to one request."""
    return IDENTITY.sub(rb'"\1":0', body)


FINGERPRINT = re.compile(rb',"system_fingerprint":"[^"]*"')


def without_fingerprint(body):
    """vLLM puts its fingerprint on a stream's last event: on the usage event where that was asked for, else on the one before."""
    return FINGERPRINT.sub(b"", body)


DELTA = re.compile(rb'(data: \{[^\n]*"delta":\{"content":")((?:[^"\\]|\\.)*)("\}[^\n]*"finish_reason":null[^\n]*\n\n)')


def with_merged_deltas(stream):
    """The stream with neighbouring content events of one shape made one: how many tokens share an event depends on the engine's load."""
    result, position, pending = b"", 0, None
    for match in DELTA.finditer(stream):
        start, text, end = match.groups()
        if pending and match.start() == position and pending[0] == start and pending[2] == end:
            pending = (start, pending[1] + text, end)
        else:
            result += (b"".join(pending) if pending else b"") + stream[position:match.start()]
            pending = (start, text, end)
        position = match.end()
    return result + (b"".join(pending) if pending else b"") + stream[position:]


def metric(port, name):
    """A value of a Prometheus page, over all its labels."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/metrics")
        page = connection.getresponse().read().decode()
    finally:
        connection.close()
    values = [float(line.rpartition(" ")[2]) for line in page.splitlines() if line.startswith((name + "{", name + " "))]
    assert values, f"no {name} in /metrics"
    return sum(values)
