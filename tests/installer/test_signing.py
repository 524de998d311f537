"""Signing, with a certificate that signs itself and is made on the spot."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from hmi import __version__
from installer import launch, msi, signing
from installer.places import BuildError

needs_tools = pytest.mark.skipif(
    not all(map(shutil.which, ("osslsigncode", "x86_64-w64-mingw32-gcc"))),
    reason="osslsigncode and mingw are not installed: make installer brings them",
)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the environment says of it; its PEM lies beside it."""
    folder = tmp_path_factory.mktemp("certificate")
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "T")]),
    )
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CODE_SIGNING]), critical=False)
        .sign(key, hashes.SHA256())
    )
    protection = serialization.BestAvailableEncryption(b"secret")
    (folder / "t.pfx").write_bytes(pkcs12.serialize_key_and_certificates(b"T", key, made, None, protection))
    (folder / "t.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "password").write_text("secret\n", "utf-8")
    return {signing.PFX: str(folder / "t.pfx"), signing.PASSWORD_FILE: str(folder / "password")}


def _verified(path: Path, certificate: dict[str, str]) -> bool:
    authority = Path(certificate[signing.PFX]).with_suffix(".pem")
    command = ["osslsigncode", "verify", "-CAfile", str(authority), "-in", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode == 0 and "Signature verification: ok" in done.stdout


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("programs")
    return launch.programs(folder, version=__version__, python_dll="python311.dll")[0]


@needs_tools
def test_a_program_is_signed_in_place(program: Path, certificate: dict[str, str], tmp_path: Path) -> None:
    copy = Path(shutil.copy2(program, tmp_path))
    assert not _verified(copy, certificate)
    sign = signing.signer(certificate)
    assert sign is not None
    sign(copy)
    assert _verified(copy, certificate)
    assert copy.stat().st_mtime == program.stat().st_mtime
    assert [path.name for path in tmp_path.iterdir()] == [program.name]
    copy.write_bytes(copy.read_bytes().replace(b"PerMonitorV2", b"perMonitorV2"))
    assert not _verified(copy, certificate)


@needs_tools
@pytest.mark.skipif(shutil.which("wixl") is None, reason="wixl is not installed: make installer brings it")
def test_an_msi_is_signed(program: Path, certificate: dict[str, str], tmp_path: Path) -> None:
    payload = tmp_path / "payload"
    payload.mkdir()
    for name in ("Lineside.exe", "lineside-cli.exe"):
        shutil.copy(program, payload / name)
    sign = signing.signer(certificate)
    made = msi.build_msi(payload, tmp_path / "a.msi", version="1.0", fixed_time=1_800_000_000, sign=sign)
    assert _verified(made, certificate)


@needs_tools
def test_what_cannot_be_signed_is_told_and_left(certificate: dict[str, str], tmp_path: Path) -> None:
    sign = signing.signer(certificate)
    assert sign is not None
    path = tmp_path / "a.exe"
    path.write_bytes(b"no program")
    with pytest.raises(BuildError, match=r"a\.exe cannot be signed"):
        sign(path)
    assert path.read_bytes() == b"no program"
    assert list(tmp_path.iterdir()) == [path]


def test_without_a_certificate_it_says_that_nothing_is_signed(capsys: pytest.CaptureFixture[str]) -> None:
    assert signing.signer({}) is None
    assert "nothing is signed: LINESIDE_SIGN_PFX" in capsys.readouterr().err


@pytest.mark.parametrize("missing", [signing.PFX, signing.PASSWORD_FILE])
def test_a_file_that_is_not_there_is_no_reason_to_build_unsigned(
    certificate: dict[str, str], missing: str
) -> None:
    with pytest.raises(BuildError, match=f"{missing} is '/nowhere'"):
        signing.signer({**certificate, missing: "/nowhere"})
