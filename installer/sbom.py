"""Writes what is in a bundle as a CycloneDX list, by which others can look for known vulnerabilities."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from installer.licences import Work
from installer.places import BuildError
from installer.wheels import Platform, locked, sha256

NAME = "sbom.cdx.json"


def write(payload: Path, platform: Platform, works: Iterable[Work], *, version: str, fixed_time: int) -> Path:
    """Write the list of ``works`` into the bundle: the same bytes for the same bundle.

    A distribution bears the hash of its wheel, as the lock has it; anything else the hash of its file.
    ``fixed_time`` is in seconds since 1970.

    Raises:
        BuildError: the lock knows no wheel of a distribution, or the list does not fit the schema.
    """
    wheels = {_key(name.split("==")[0]): digest for name, digest in locked(platform)}
    program = Component(
        name="Lineside",
        version=version,
        type=ComponentType.APPLICATION,
        bom_ref="lineside",
        licenses=[LicenseFactory().make_with_id("MIT")],
        purl=PackageURL("generic", name="lineside", version=version),
    )
    metadata = BomMetaData(component=program, timestamp=datetime.fromtimestamp(fixed_time, UTC))
    metadata.properties.add(Property(name="lineside:platform", value=platform))
    parts = [_part(work, payload, wheels) for work in works]
    bom = Bom(
        components=parts,
        metadata=metadata,
        serial_number=uuid5(NAMESPACE_URL, _identity(program, platform, parts)),
    )
    bom.register_dependency(program, parts)
    for part in parts:
        bom.register_dependency(part)
    text = JsonV1Dot6(bom).output_as_string(indent=1) + "\n"
    problems = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if problems is not None:
        raise BuildError(f"The list of what is in the bundle does not fit CycloneDX: {problems}")
    path = payload / NAME
    path.write_text(text, "utf-8", newline="")
    return path


def _part(work: Work, payload: Path, wheels: Mapping[str, str]) -> Component:
    part = Component(
        name=work.name,
        version=work.version or None,
        type=ComponentType.PLATFORM if work.name == "CPython" else ComponentType.LIBRARY,
        bom_ref=f"{_key(work.name)}@{work.version}" if work.distribution else f"part:{_key(work.name)}",
        licenses=[LicenseFactory().make_from_string(work.licence)],
        purl=PackageURL(
            "pypi" if work.distribution else "generic", name=_key(work.name), version=work.version or None
        ),
        cpe=f"cpe:2.3:a:{work.cpe}:{work.version}:*:*:*:*:*:*:*" if work.cpe else None,
    )
    if work.distribution and _key(work.name) not in wheels:
        raise BuildError(f"{work.name} is in the bundle, but the lock knows no wheel of it")
    digest = (
        wheels.get(_key(work.name))
        if work.distribution
        else sha256(payload / work.file)
        if work.file
        else None
    )
    if digest is not None:
        part.hashes.add(HashType(alg=HashAlgorithm.SHA_256, content=digest))
    if work.file:
        part.properties.add(Property(name="lineside:file", value=work.file))
    return part


def _identity(program: Component, platform: str, parts: Iterable[Component]) -> str:
    """The same for the same list, and another for another."""
    lines = sorted(
        f"{part.bom_ref} {part.version} {[item.content for item in part.hashes]}" for part in parts
    )
    return "\n".join([f"lineside {program.version} {platform}", *lines])


def _key(name: str) -> str:
    return re.sub(r"[-_. ]+", "-", name).lower()
