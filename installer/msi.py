"""The Windows program as an MSI, for group policy and other software distribution: wixl makes it on Debian.

It installs for all users without a question. The set-up does more: per user, shortcuts, collection by choice.
"""

from __future__ import annotations

import os
import re
import shutil
import struct
import subprocess
import tempfile
import uuid
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

from installer.icon import make_ico
from installer.places import BuildError
from installer.setup import payload_files
from installer.wheels import sha256

UPGRADE_CODE = "7C0D5B1E-6B7B-4C57-9B2F-2B4B3F0C8A41"
"""By which Windows knows every version of this program; never to be changed."""
OWN_KEY = r"Software\Lineside"
"""By its InstallDir the set-up finds this copy, and refuses to install beside it."""
_SETUP_KEY = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\Lineside"
_NAMES = uuid.UUID(UPGRADE_CODE)
_OTHER_COPY = (
    "Lineside was installed on this computer by its set-up. Uninstall it first; its data and settings stay."
)
_NEWER = "A newer version of Lineside is installed."
_OLD_WINDOWS = "Lineside needs Windows 10 version 1809, Windows Server 2019, or later."
_FIRST_BUILD = 17763
_SUMMARY = bytes.fromhex("e0859ff2f94f6810ab9108002b27b3d9")
"""What the stream of the summary information begins with."""
_SUMMARY_SIZE = 2048
_FROM_1601 = 11_644_473_600


def build_msi(
    payload: Path,
    output: Path,
    *,
    version: str,
    fixed_time: int,
    sign: Callable[[Path], None] | None = None,
) -> Path:
    """Write the MSI that installs ``payload`` to ``output`` and return its path.

    All files of the payload get the time ``fixed_time``, in seconds since 1970; two builds are equal but for
    what ``sign`` adds.

    Raises:
        BuildError: wixl is missing or refuses, or the version is none for Windows.
    """
    wixl = shutil.which("wixl")
    if wixl is None:
        raise BuildError("wixl is not installed: apt-get install wixl")
    if not _windows_takes(version):
        raise BuildError(
            f"The version {version!r} must be two or three numbers of at most 255, 255 and 65535"
        )
    files = payload_files(payload)
    for path in [*(payload / name for name in files), payload]:
        os.utime(path, (fixed_time, fixed_time))
    output = output.resolve()
    output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="lineside-msi") as folder:
        work = Path(folder)
        (work / "payload").symlink_to(payload.resolve(), target_is_directory=True)
        make_ico(work / "lineside.ico")
        os.utime(work / "lineside.ico", (fixed_time, fixed_time))
        package = uuid.uuid5(
            _NAMES, "\n".join([version, *(f"{name} {sha256(payload / name)}" for name in files)])
        )
        (work / "lineside.wxs").write_bytes(source(files, version))
        command = [wixl, "--arch", "x64", "--output", str(work / "made.msi"), "lineside.wxs"]
        told = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)
        if told.returncode != 0 or not (work / "made.msi").is_file():
            raise BuildError(f"wixl: {(told.stdout + told.stderr).strip()}")
        output.write_bytes(settled((work / "made.msi").read_bytes(), package, fixed_time))
    if sign is not None:
        sign(output)
    return output


def source(files: list[str], version: str) -> bytes:
    """What wixl is told: one component a file, known to Windows by the file's path for ever."""
    wix = ET.Element("Wix", xmlns="http://schemas.microsoft.com/wix/2006/wi")
    product = ET.SubElement(
        wix,
        "Product",
        Id=_guid(f"product {version}"),
        Name="Lineside",
        Language="1033",
        Codepage="1252",
        Version=version,
        Manufacturer="The Lineside maintainers",
        UpgradeCode=UPGRADE_CODE,
    )
    ET.SubElement(
        product,
        "Package",
        InstallerVersion="500",
        Compressed="yes",
        InstallScope="perMachine",
        Description=f"Lineside {version}",
    )
    ET.SubElement(product, "MajorUpgrade", DowngradeErrorMessage=_NEWER)
    ET.SubElement(product, "Media", Id="1", Cabinet="lineside.cab", EmbedCab="yes")
    ET.SubElement(product, "Icon", Id="lineside.ico", SourceFile="lineside.ico")
    for name, value in {"ARPPRODUCTICON": "lineside.ico", "ARPNOMODIFY": "1"}.items():
        ET.SubElement(product, "Property", Id=name, Value=value)
    _conditions(product)
    top = ET.SubElement(product, "Directory", Id="TARGETDIR", Name="SourceDir")
    programs = ET.SubElement(top, "Directory", Id="ProgramFiles64Folder")
    components = _folders(ET.SubElement(programs, "Directory", Id="INSTALLDIR", Name="Lineside"), files)
    components.append(_shortcut(ET.SubElement(top, "Directory", Id="ProgramMenuFolder"), version))
    feature = ET.SubElement(product, "Feature", Id="Lineside", Title="Lineside", Level="1")
    for component in components:
        ET.SubElement(feature, "ComponentRef", Id=component)
    ET.indent(wix, " ")
    return bytes(ET.tostring(wix, encoding="utf-8", xml_declaration=True))


def settled(msi: bytes, package: uuid.UUID, fixed_time: int) -> bytes:
    """The MSI with a package code of its content and with fixed times; wixl takes chance and the clock.

    Raises:
        BuildError: it is no MSI as wixl writes it.
    """
    start = msi.find(_SUMMARY)
    if start < 0 or msi.find(_SUMMARY, start + 1) >= 0:
        raise BuildError("wixl wrote an MSI whose summary is not found")
    summary = msi[start : start + _SUMMARY_SIZE]
    code = f"{{{package}}}".upper().encode()
    time = struct.pack("<IQ", 0x40, (fixed_time + _FROM_1601) * 10_000_000)  # 0x40: a time follows
    summary, codes = re.subn(rb"\{[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}\}", code, summary)
    # The high half of a time of our days: 2020 to 2069.
    summary, times = re.subn(rb"\x40\0\0\0.{6}[\xd5-\xff]\x01", lambda _: time, summary, flags=re.DOTALL)
    if (codes, times) != (1, 2):
        raise BuildError(f"wixl wrote a summary with {codes} package codes and {times} times")
    return msi[:start] + summary + msi[start + _SUMMARY_SIZE :]


def _windows_takes(version: str) -> bool:
    parts = version.split(".")
    if len(parts) not in (2, 3) or not all(part.isdigit() for part in parts):
        return False
    return all(int(part) <= most for part, most in zip(parts, (255, 255, 65535), strict=False))


def _conditions(product: ET.Element) -> None:
    searches = {
        "SETUPCOPY": ("HKLM", _SETUP_KEY, "DisplayVersion"),
        "USERCOPY": ("HKCU", _SETUP_KEY, "DisplayVersion"),
        "WINDOWSBUILD": ("HKLM", r"Software\Microsoft\Windows NT\CurrentVersion", "CurrentBuildNumber"),
    }
    for name, (root, key, value) in searches.items():
        searched = ET.SubElement(product, "Property", Id=name)
        ET.SubElement(
            searched, "RegistrySearch", Id=name, Root=root, Key=key, Name=value, Type="raw", Win64="yes"
        )
    conditions = {
        "Installed OR (NOT SETUPCOPY AND NOT USERCOPY)": _OTHER_COPY,
        f"Installed OR NOT WINDOWSBUILD OR WINDOWSBUILD >= {_FIRST_BUILD}": _OLD_WINDOWS,
    }
    for condition, message in conditions.items():
        ET.SubElement(product, "Condition", Message=message).text = condition


def _folders(top: ET.Element, files: list[str]) -> list[str]:
    """Put files into their folders, and tell the components."""
    folders = {"": top}
    components: list[str] = []
    for name in files:
        folder, _, short = name.rpartition("/")
        component = ET.SubElement(
            _folder(folders, folder), "Component", Id=_id("c", name), Guid=_guid(f"file {name}"), Win64="yes"
        )
        ET.SubElement(
            component, "File", Id=_id("f", name), Name=short, Source=f"payload/{name}", KeyPath="yes"
        )
        components.append(_id("c", name))
    return components


def _folder(folders: dict[str, ET.Element], name: str) -> ET.Element:
    if name not in folders:
        above, _, short = name.rpartition("/")
        folders[name] = ET.SubElement(_folder(folders, above), "Directory", Id=_id("d", name), Name=short)
    return folders[name]


def _shortcut(menu: ET.Element, version: str) -> str:
    component = ET.SubElement(menu, "Component", Id="StartMenu", Guid=_guid("start menu"), Win64="yes")
    ET.SubElement(
        component,
        "Shortcut",
        Id="StartMenuLineside",
        Name="Lineside",
        Target="[INSTALLDIR]Lineside.exe",
        WorkingDirectory="INSTALLDIR",
    )
    for name, value in {"InstallDir": "[INSTALLDIR]", "Version": version}.items():
        ET.SubElement(
            component,
            "RegistryValue",
            Root="HKLM",
            Key=OWN_KEY,
            Name=name,
            Type="string",
            Value=value,
            KeyPath="yes" if name == "InstallDir" else "no",
        )
    return "StartMenu"


def _guid(what: str) -> str:
    return str(uuid.uuid5(_NAMES, what)).upper()


def _id(kind: str, name: str) -> str:
    return f"{kind}{uuid.uuid5(_NAMES, name).hex}"
