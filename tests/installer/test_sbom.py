"""The list of what is in a bundle, read back."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from installer import sbom
from installer.licences import Work
from installer.places import BuildError
from installer.wheels import locked

_TIME = 1_800_000_000


def _works(folder: Path) -> list[Work]:
    (folder / "ssl.dll").write_bytes(b"ssl")
    name, _, version = next(
        name for name, _ in locked("windows") if name.startswith("typing-extensions")
    ).partition("==")
    return [
        Work("OpenSSL", "3.0.11", "Apache-2.0", (), "ssl.dll", distribution=False, cpe="openssl:openssl"),
        Work("NSIS", "", "Zlib", (), "", distribution=False),
        Work("Odd Runtime", "1", "LicenseRef-Public-Domain", (), "ssl.dll", distribution=False),
        Work(name.replace("-", "_"), version, "MIT OR Apache-2.0", (), "lib/x.dist-info", distribution=True),
    ]


def test_list_names_versions_licences_and_hashes(tmp_path: Path) -> None:
    path = sbom.write(tmp_path, "windows", _works(tmp_path), version="1.2.3", fixed_time=_TIME)
    told = json.loads(path.read_text("utf-8"))
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
    assert told["metadata"]["timestamp"] == "2027-01-15T08:00:00+00:00"
    assert told["metadata"]["component"]["version"] == "1.2.3"
    parts = {part["name"]: part for part in told["components"]}
    assert parts.keys() == {"OpenSSL", "NSIS", "Odd Runtime", "typing_extensions"}
    ssl = parts["OpenSSL"]
    assert ssl["purl"] == "pkg:generic/openssl@3.0.11"
    assert ssl["cpe"] == "cpe:2.3:a:openssl:openssl:3.0.11:*:*:*:*:*:*:*"
    assert ssl["hashes"] == [{"alg": "SHA-256", "content": hashlib.sha256(b"ssl").hexdigest()}]
    assert ssl["licenses"] == [{"license": {"id": "Apache-2.0"}}]
    wheel = parts["typing_extensions"]
    assert wheel["hashes"][0]["content"] in {digest for _, digest in locked("windows")}
    assert wheel["licenses"] == [{"expression": "MIT OR Apache-2.0"}]
    assert "hashes" not in parts["NSIS"]
    root = next(item for item in told["dependencies"] if item["ref"] == "lineside")
    assert len(root["dependsOn"]) == len(parts)


def test_the_same_bundle_gives_the_same_bytes(tmp_path: Path) -> None:
    def written(works: list[Work]) -> bytes:
        return sbom.write(tmp_path, "windows", works, version="1.2.3", fixed_time=_TIME).read_bytes()

    works = _works(tmp_path)
    first = written(works)
    assert written(works[::-1]) == first
    assert written(works[1:]) != first


def test_a_distribution_that_the_lock_does_not_know_stops_the_build(tmp_path: Path) -> None:
    stranger = Work("left_pad", "1", "MIT", (), "lib/x.dist-info", distribution=True)
    with pytest.raises(BuildError, match="left_pad is in the bundle, but the lock knows no wheel of it"):
        sbom.write(tmp_path, "windows", [stranger], version="1", fixed_time=_TIME)
