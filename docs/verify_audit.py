#!/usr/bin/env python3
"""Verifies an audit log of Penstock, as docs/audit-format.md describes it, with nothing of Penstock.

    python3 verify_audit.py DIRECTORY [--public-key FILE] [--mirror FILE]

Needs Python 3.9. Signatures need the package `cryptography` and the public key from where it is kept;
without --public-key only the chain of hashes is looked at, which whoever can write the files can make anew.
Exit codes: 0 intact, 1 not intact, 2 cannot be read.
"""

import argparse
import base64
import fcntl
import hashlib
import json
import pathlib
import re
import struct
import sys

RECORD = re.compile(rb'\{"event":(\{.*\}),"prev":"([0-9a-f]{64})","seq":([1-9][0-9]{0,19}),"hash":"([0-9a-f]{64})"\}', re.DOTALL)
SEGMENT = re.compile(r"log-([0-9]{20})\.jsonl")
ORIGIN = b"0" * 64


class Bad(Exception):
    """What is wrong with a record."""


def parse(line):
    """The event, prev, seq and hash of a line without its line feed, once its own hash holds."""
    match = RECORD.fullmatch(line)
    if not match:
        raise Bad("the line has not the form of a record")
    event, prev, seq, digest = match.groups()
    if hashlib.sha256(line[: -len(',"hash":""}') - 64] + b"}").hexdigest().encode() != digest:
        raise Bad("altered: its bytes do not have the hash that it states")
    return event, prev, int(seq), digest


def durable_end(file):
    """Where what is on disk ends in a segment that a gateway is writing at this moment; None when none is."""
    if not hasattr(fcntl, "F_OFD_GETLK"):
        return None
    layout = "hhqqi0q"
    answer = struct.unpack(layout, fcntl.fcntl(file, fcntl.F_OFD_GETLK, struct.pack(layout, fcntl.F_RDLCK, 0, 0, 0, 0)))
    return None if answer[0] == fcntl.F_UNLCK else answer[2]


def lines(path):
    """The complete lines of a segment, and a last one that is not; of one that is being written, what is on disk."""
    with path.open("rb") as file:
        end, position = durable_end(file), 0
        for line in file:
            position += len(line)
            if end is not None and position > end:
                return
            yield line


class Verifier:
    def __init__(self, key, mirror):
        self.key, self.mirror = key, mirror
        self.fingerprint = key and hashlib.sha256(key.public_bytes_raw()).hexdigest()
        self.head, self.seq, self.first, self.signed, self.anchor = None, 0, None, 0, None

    def segment(self, path):
        name = int(SEGMENT.fullmatch(path.name)[1])
        if self.first is not None and name != self.seq + 1:
            raise Bad(f"the segment should begin with record {self.seq + 1}")
        number = 0
        for number, line in enumerate(lines(path), 1):
            if not line.endswith(b"\n"):
                raise Bad("truncated: the last line is not complete")
            self.record(line[:-1], name if number == 1 else None)
        if number == 0:
            raise Bad("truncated: the segment is empty")

    def record(self, line, begins):
        event, prev, seq, digest = parse(line)
        if seq != (begins or self.seq + 1):
            raise Bad(f"record {seq} stands where {begins or self.seq + 1} belongs: missing, reordered or inserted")
        if self.first is None:
            self.first, self.start = seq, prev
        elif prev != self.head:
            raise Bad("it was chained to another record than the one that stands before it")
        event = json.loads(event)
        if "checkpoint" in event:
            self.checkpoint(event, seq, prev)
        elif begins:
            raise Bad("a segment begins with a checkpoint, and this is none")
        elif event.get("event_type") == "retention":
            self.anchor = (event["anchor"]["seq"], event["anchor"]["prev"].encode(), False)
        if self.mirror.pop(seq, digest) != digest:
            raise Bad("the mirror has another record in this place: the log was replaced")
        self.head, self.seq = digest, seq

    def checkpoint(self, event, seq, prev):
        if self.key:
            if event["checkpoint"]["key"] != self.fingerprint:
                raise Bad("wrong signature: by another key")
            text = f"penstock-audit-checkpoint-v1\n{seq}\n{prev.decode()}\n{event['timestamp']}\n"
            try:
                self.key.verify(base64.b64decode(event["checkpoint"]["signature"], validate=True), text.encode())
            except Exception:
                raise Bad("wrong signature") from None
        self.signed = seq
        if self.anchor:
            self.anchor = (*self.anchor[:2], True)

    def whole(self):
        """The beginning and the end."""
        if self.first == 1:
            if self.start != ORIGIN:
                raise Bad("record 1 does not begin a chain")
        else:
            seq, prev, is_signed = self.anchor or (0, b"", False)
            if seq < self.first or not is_signed:
                raise Bad(f"records before {self.first} are missing, and no signed event of retention says that they went")
            if seq == self.first and prev != self.start:
                raise Bad(f"record {seq} is not the one that the event of retention names")
        beyond = [seq for seq in self.mirror if seq > self.seq]
        if beyond:
            raise Bad(f"truncated: the mirror has record {min(beyond)}, but the log ends at record {self.seq}")


def read_mirror(path):
    """Numbers and hashes of the checkpoints in a mirror: a file of lines, or bodies of a webhook, one behind the other."""
    found = {}
    for piece in path.read_bytes().split(b'{"event":')[1:]:
        try:
            _, _, seq, digest = parse(b'{"event":' + piece[: piece.rfind(b'"}') + 2])
        except Bad:
            print("note: an entry of the mirror cannot be read", file=sys.stderr)
            continue
        if found.setdefault(seq, digest) != digest:
            raise Bad(f"the mirror has two different records {seq}")
    return found


def load_key(path):
    if path is None:
        print("note: no --public-key, so signatures are not looked at", file=sys.stderr)
        return None
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    return load_pem_public_key(path.read_bytes())


def verify(directory, verifier):
    """What is wrong, or None."""
    segments = sorted(path for path in directory.iterdir() if SEGMENT.fullmatch(path.name))
    if not segments:
        raise OSError(f"{directory} has no segments")
    for path in segments:
        try:
            verifier.segment(path)
        except (Bad, KeyError, TypeError, ValueError) as problem:
            return f"{path.name}, behind record {verifier.seq}: {problem}"
    try:
        verifier.whole()
    except Bad as problem:
        return str(problem)
    return None


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("directory", type=pathlib.Path)
    options.add_argument("--public-key", type=pathlib.Path)
    options.add_argument("--mirror", type=pathlib.Path)
    options = options.parse_args()
    try:
        verifier = Verifier(load_key(options.public_key), read_mirror(options.mirror) if options.mirror else {})
        problem = verify(options.directory, verifier)
    except (OSError, ImportError, ValueError, Bad) as unreadable:
        print(f"cannot be read: {unreadable}", file=sys.stderr)
        return 2
    if problem:
        print(f"not intact: {problem}")
        return 1
    signed = f"signed up to record {verifier.signed}" if verifier.key else "signatures not looked at"
    print(f"intact: records {verifier.first} to {verifier.seq}, {signed}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
