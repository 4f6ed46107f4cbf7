"""Clients for the benchmark of a fleet: closed loops over keep-alive connections, in asyncio, that check every answer.

Each client sends its next request when the last one is answered. What counts is only what ends within the measured window: the warm-up before
it fills the engines' caches, and what is under way at the end is cut off.
"""

import asyncio
import json
import random
import resource
import time

# Words of two to five letters: with its blank each is one token of the simulator, four and a half bytes as in English.
WORDS = ["at", "by", "do", "elm", "fog", "gap", "hut", "ice", "jar", "keel", "lamp", "moss", "nest", "oak", "pine", "reed", "salt", "tide", "urn", "vine", "wood", "yarn", "river", "stone"]


def prose(rng, tokens):
    """Text of so many tokens."""
    return " ".join(rng.choice(WORDS) for _ in range(tokens))


class Shape:
    """What the clients of one shape of traffic send. `conversation` gives the requests of one client, without end."""

    def __init__(self, name, title, system, question, turns, tenants, answers):
        self.name, self.title = name, title
        # Tokens of the system prompt and of each question; turns of a conversation; how many system prompts there are (None: each request its own).
        self.system, self.question, self.turns, self.tenants, self.answers = system, question, turns, tenants, answers

    def conversation(self, client, seed):
        """Yields (messages, expected text) for ever. The same seed gives the same requests to every strategy."""
        rng = random.Random(f"{seed} {self.name} {client}")
        number = 0
        # Not all are at the same turn at the same time.
        skipped = rng.randrange(self.turns)
        while True:
            number += 1
            if self.tenants is None:
                system = f"{client} {number} {prose(rng, self.system)}"
            else:
                tenant = rng.randrange(self.tenants)
                system = f"tenant {tenant} {prose(random.Random(f'{seed} {tenant}'), self.system)}"
                if self.turns > 1:
                    system = f"client {client} chat {number} {system}"
            messages = [{"role": "system", "content": system}]
            for turn in range(self.turns):
                expected = prose(rng, rng.randint(*self.answers))
                if self.question:
                    messages.append({"role": "user", "content": f"{client} {number} {turn} {prose(rng, self.question)}"})
                # The simulator says what it is told to; real engines read it as any other text.
                messages.append({"role": "user", "content": f"say: {expected}"})
                if number > 1 or turn >= skipped:
                    yield list(messages), expected
                messages.append({"role": "assistant", "content": expected})


class Figures:
    """What one run measured. Times in seconds."""

    def __init__(self):
        self.first_tokens, self.totals, self.wrong = [], [], []
        self.tokens = 0
        self.seconds = 0.0
        self.load_cpu = 0.0

    def quantile(self, share):
        ordered = sorted(self.first_tokens)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")

    @property
    def rate(self):
        return len(self.first_tokens) / self.seconds if self.seconds else 0.0


class Client:
    """One connection that sends one request after the other."""

    def __init__(self, port, fields=""):
        self.port, self.fields = port, fields
        self.reader = self.writer = None

    async def ask(self, body):
        """The answer's events, and when the first text came and the last byte: (status, events, first, end), times on the monotonic clock."""
        if self.writer is None or self.writer.is_closing():
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 20)
        head = f"POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n{self.fields}content-length: {len(body)}\r\n\r\n"
        self.writer.write(head.encode() + body)
        answer = (await self.reader.readuntil(b"\r\n\r\n")).lower()
        status = int(answer[9:12])
        if b"transfer-encoding: chunked" not in answer:
            length = next(int(line[15:]) for line in answer.split(b"\r\n") if line.startswith(b"content-length:"))
            return status, [await self.reader.readexactly(length)], None, time.monotonic()
        data, first = bytearray(), None
        while True:
            size = int(await self.reader.readuntil(b"\r\n"), 16)
            piece = await self.reader.readexactly(size + 2)
            if size == 0:
                return status, bytes(data).split(b"\n\n"), first, time.monotonic()
            data += piece[:-2]
            if first is None and has_text(data):
                first = time.monotonic()

    def close(self):
        if self.writer:
            self.writer.close()


def has_text(data):
    """Whether an event with text has come; engines begin with one that has none."""
    position = data.find(b'"content":"')
    while position >= 0:
        if data[position + 11:position + 12] not in (b'"', b""):
            return True
        position = data.find(b'"content":"', position + 11)
    return False


def problem(status, events, expected, tokens):
    """What is wrong with an answer; None when it is whole and right. Where the text cannot be known, the number of tokens is."""
    if status != 200:
        return f"status {status}: {events[0][:200]!r}"
    events = [event[6:] for event in events if event.startswith(b"data: ")]
    if not events or events[-1] != b"[DONE]":
        return f"it does not end in order: {events[-1:]!r}"
    text, used = "", None
    for event in map(json.loads, events[:-1]):
        if "error" in event:
            return f"an error in the stream: {event['error']}"
        for choice in event["choices"]:
            text += choice["delta"].get("content") or ""
        used = event.get("usage") or used
    if expected is not None and text != expected:
        return f"another text than expected: {text[:100]!r} for {expected[:100]!r}"
    if tokens is not None and (used or {}).get("completion_tokens") != tokens:
        return f"{used} for {tokens} tokens"
    return None


class Run:
    """Closed loops against one port for a time."""

    def __init__(self, port, model, seconds, warm_up, knows_text=True, at_window=lambda: None):
        self.port, self.model, self.knows_text, self.at_window = port, model, knows_text, at_window
        self.begin = time.monotonic() + warm_up
        self.end = self.begin + seconds

    async def loop(self, requests, figures, fields="", pause=0.0):
        """One client."""
        client = Client(self.port, fields)
        try:
            for messages, expected in requests:
                if time.monotonic() >= self.end:
                    return
                await self.once(client, messages, expected, figures)
                if pause:
                    await asyncio.sleep(pause)
        finally:
            client.close()

    async def once(self, client, messages, expected, figures):
        limit = expected.count(" ") + 1
        body = {"model": self.model, "messages": messages, "stream": True, "stream_options": {"include_usage": True}}
        body |= {"max_tokens": 4 * limit} if self.knows_text else {"max_tokens": limit, "ignore_eos": True, "temperature": 0}
        sent = time.monotonic()
        try:
            status, events, first, end = await client.ask(json.dumps(body, separators=(",", ":")).encode())
        except (OSError, EOFError) as failure:
            figures.wrong.append(f"the connection broke: {failure!r}")
            return
        wrong = problem(status, events, expected if self.knows_text else None, None if self.knows_text else limit)
        if wrong:
            figures.wrong.append(wrong)
        elif self.begin <= end < self.end:
            figures.first_tokens.append(first - sent)
            figures.totals.append(end - sent)
            figures.tokens += limit

    def drive(self, *clients):
        """Runs the clients (requests, figures, fields, pause) until the end; `at_window` is called as the window opens and closes."""
        async def everything():
            tasks = [asyncio.create_task(self.loop(*client)) for client in clients]
            await asyncio.sleep(self.begin - time.monotonic())
            opened, cpu = self.at_window(), own_cpu()
            await asyncio.sleep(max(0.0, self.end - time.monotonic()))
            closed, cpu = self.at_window(), own_cpu() - cpu
            for task in tasks:
                task.cancel()
            for result in await asyncio.gather(*tasks, return_exceptions=True):
                if isinstance(result, Exception) and not isinstance(result, asyncio.CancelledError):
                    raise result
            return opened, closed, cpu

        opened, closed, cpu = asyncio.run(everything())
        for figures in {id(client[1]): client[1] for client in clients}.values():
            figures.seconds, figures.load_cpu = self.end - self.begin, cpu
        return opened, closed


def own_cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime
