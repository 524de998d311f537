"""The record of a PLC's trigger, on disk from its read until the PLC has taken the trigger back."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
import zlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from hmi.model.folders import sync_folder
from hmi.model.heartbeat import checkpoint
from hmi.model.plant import Tag, TagType
from hmi.model.reading import NO_FAULTS, Fault, Quality, Reading
from hmi.model.times import utc_text

_log = logging.getLogger(__name__)

_VERSION = 1


@dataclass(frozen=True, slots=True)
class OpenRecord:
    """A record whose trigger is not over yet, or which is not known to be safe.

    ``trigger`` is the address of the bit it was made for. ``is_over``: the PLC has taken that trigger back,
    so that a trigger that is on is a new one.
    """

    reading: Reading
    trigger: str
    is_over: bool = False


class HandshakeFile:
    """One small file for each group; used by the group's worker only.

    It is replaced as a whole and fsynced with its folder before ``write`` returns, and gone for good when
    ``remove`` returns, so that after a crash or a power loss it says exactly which trigger is open. A file
    that is damaged all the same is set aside and counts as none: a trigger that is still on is then taken
    for a new one, and its piece may be recorded twice.
    """

    def __init__(self, folder: Path, group_name: str) -> None:
        self.path = folder / f"handshake-{_file_name(group_name)}.json"
        self._group_name = group_name

    def write(self, record: OpenRecord) -> None:
        """Put the record in the place of the one before.

        Raises:
            OSError: the disk refuses; what was there before is still there.
        """
        body = _as_json(record)
        text = json.dumps({"version": _VERSION, "crc32": _crc32(body), "record": body}, indent=0)
        temporary = self.path.with_suffix(".tmp")
        with temporary.open("wb") as file:
            file.write(text.encode("ascii"))
            file.flush()
            os.fsync(file.fileno())
        checkpoint()  # of a thread that hung meanwhile the next record is none of its business
        temporary.replace(self.path)
        sync_folder(self.path.parent)

    def remove(self) -> None:
        """Forget the record; nothing happens where there is none.

        Raises:
            OSError: the disk refuses; the record may still be there.
        """
        checkpoint()
        self.path.unlink(missing_ok=True)
        sync_folder(self.path.parent)

    def read(self) -> OpenRecord | None:
        """The record, its reading without a receipt; None where there is none.

        Raises:
            OSError: the file cannot be read.
        """
        try:
            text = self.path.read_bytes()
        except FileNotFoundError:
            return None
        try:
            return _from_json(json.loads(text), self._group_name)
        except (ValueError, KeyError, TypeError, IndexError) as error:
            self._set_aside(error)
            return None

    def _set_aside(self, error: Exception) -> None:
        aside = self.path.with_suffix(".damaged")
        self.path.replace(aside)
        _log.error(
            "group %s: the file of its open trigger is damaged (%r) and was set aside as %s; a trigger that "
            "is still on counts as a new one: compare the group's last two records, they may be of one piece",
            self._group_name,
            error,
            aside,
        )


def _file_name(group_name: str) -> str:
    """Readable, allowed by every file system, and different for names that differ in case only."""
    readable = re.sub(r"[^\w-]", "_", group_name)[:40]
    return f"{readable}-{hashlib.sha256(group_name.encode()).hexdigest()[:12]}"


def _as_json(record: OpenRecord) -> dict[str, Any]:
    reading = record.reading
    return {
        "group_name": reading.group_name,
        "plc_code": reading.plc_code,
        "trigger": record.trigger,
        "is_over": record.is_over,
        "ts": utc_text(reading.ts),
        "tags": [[tag.tag_address, tag.tag_name, tag.tag_type.value] for tag in reading.tags],
        "values": list(reading.values),
        "faults": [[index, *fault] for index, fault in reading.faults.items()],
    }


def _from_json(document: Any, group_name: str) -> OpenRecord:
    body = document["record"]
    if document["version"] != _VERSION or document["crc32"] != _crc32(body):
        raise ValueError("unknown version or wrong check sum")
    if body["group_name"] != group_name:
        raise ValueError(f"it belongs to group {body['group_name']!r}")
    plc_code = body["plc_code"]
    tags = tuple(
        Tag(plc_code, address, name, TagType(tag_type), group_name)
        for address, name, tag_type in body["tags"]
    )
    faults = {index: Fault(Quality(quality), reason) for index, quality, reason in body["faults"]}
    ts = datetime.fromisoformat(body["ts"])
    reading = Reading(group_name, plc_code, ts, tags, tuple(body["values"]), faults or NO_FAULTS)
    return OpenRecord(reading, body["trigger"], body["is_over"])


def _crc32(body: dict[str, Any]) -> int:
    return zlib.crc32(json.dumps(body).encode("ascii"))
