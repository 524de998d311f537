"""Signs programs, set-up and MSI where a certificate is given; without one they are built unsigned.

The environment says how:

``LINESIDE_SIGN_PFX``            a PKCS#12 file with certificate and key; without it nothing is signed
``LINESIDE_SIGN_PASSWORD_FILE``  a file whose first line is its password
``LINESIDE_SIGN_TIMESTAMP``      the address of an RFC 3161 time stamp server; without it the signature is
                                 good as long as the certificate

The order is given by what is inside what: the programs of the payload before its list of hashes, then the
uninstaller and the set-up, and the MSI. A time stamp is another each time, so a signed build is not the same
bytes twice; compare unsigned ones.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from installer.places import BuildError

PFX, PASSWORD_FILE, TIMESTAMP = (
    "LINESIDE_SIGN_PFX",
    "LINESIDE_SIGN_PASSWORD_FILE",
    "LINESIDE_SIGN_TIMESTAMP",
)
_NAME = "Lineside"


def signer(environment: Mapping[str, str]) -> Callable[[Path], None] | None:
    """What signs a file in place, or None, said on stderr, where no certificate is given.

    Raises:
        BuildError: a certificate is given, but it, its password or the tool is not there.
    """
    given = environment.get(PFX, "").strip()
    if not given:
        print(f"installer: nothing is signed: {PFX} names no certificate", file=sys.stderr)
        return None
    certificate, password = Path(given), environment.get(PASSWORD_FILE, "").strip()
    for name, path in ((PFX, given), (PASSWORD_FILE, password)):
        if not path or not Path(path).is_file():
            raise BuildError(f"{name} is {path!r}: give a file, or leave out {PFX} to build unsigned")
    tool = shutil.which("osslsigncode")
    if tool is None:
        raise BuildError("osslsigncode is not installed: apt-get install osslsigncode")
    command = [tool, "sign", "-pkcs12", str(certificate), "-readpass", password, "-h", "sha256", "-n", _NAME]
    address = environment.get(TIMESTAMP, "").strip()
    if address:
        command += ["-ts", address]

    def sign(path: Path) -> None:
        """Raises BuildError when the tool refuses; the file is as it was then."""
        signed = path.with_name(f"{path.name}.signed")
        done = subprocess.run(
            [*command, "-in", str(path), "-out", str(signed)], capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            signed.unlink(missing_ok=True)
            raise BuildError(f"{path.name} cannot be signed: {(done.stdout + done.stderr).strip()}")
        shutil.copymode(path, signed)
        times = path.stat()
        signed.replace(path)
        os.utime(path, (times.st_atime, times.st_mtime))

    return sign
