"""``hmi oracle password`` in a real process: stored, found again, and never shown."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hmi.cli.app import run
from tests.processes import command, environment

SECRET = "s3cret-of-the-plant"

KEYRING = """
import json, pathlib
from keyring.backend import KeyringBackend

FILE = pathlib.Path(__file__).with_name("kept.json")

class Keyring(KeyringBackend):
    priority = 1
    def get_password(self, service, username):
        return json.loads(FILE.read_text()).get(f"{service} {username}") if FILE.exists() else None
    def set_password(self, service, username, password):
        FILE.write_text(json.dumps({f"{service} {username}": password}))
"""
"""A keyring in a file, for a process that has no desktop."""


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "file_keyring.py").write_text(KEYRING)
    return environment(PYTHONPATH=str(tmp_path), PYTHON_KEYRING_BACKEND="file_keyring.Keyring")


def test_a_piped_password_is_stored(tmp_path: Path, env: dict[str, str]) -> None:
    env |= {"ORACLE_HOST": "127.0.0.1", "ORACLE_SERVICE_NAME": "XE", "ORACLE_USERNAME": "Scada"}
    done = subprocess.run(
        command(["oracle", "password", "--data-dir", tmp_path / "data"]),
        input=f"{SECRET}\r\nmore\n",
        capture_output=True,
        text=True,
        env=env | {"ORACLE_PASSWORD": "other"},
        timeout=30,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "hmi: ORACLE_PASSWORD is set too, and comes first\n")
    assert done.stdout == "The password of Oracle user Scada is in the system's keyring.\n"
    assert (tmp_path / "kept.json").read_text() == f'{{"Lineside SCADA": "{SECRET}"}}'


@pytest.mark.parametrize(
    ("words", "given", "sentence"),
    [
        ((), SECRET, "No Oracle is named in the settings: set ORACLE_HOST"),
        (("scada",), "\n", "No password was given, so nothing was stored"),
        (("scada",), "", "No password was given, so nothing was stored"),
    ],
)
def test_nobody_named_or_nothing_given_is_wrong_use(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    given: str,
    sentence: str,
) -> None:
    monkeypatch.delenv("ORACLE_HOST", raising=False)
    monkeypatch.setattr("sys.stdin", io.StringIO(given))
    assert run(["oracle", "password", *words, "--data-dir", str(tmp_path)]) == 2
    assert sentence in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_at_a_terminal_it_is_asked_for_without_an_echo(tmp_path: Path, env: dict[str, str]) -> None:
    import pty

    ours, theirs = pty.openpty()
    words = command(["oracle", "password", "scada", "--data-dir", tmp_path / "data"])
    with subprocess.Popen(
        words, stdin=theirs, stdout=theirs, stderr=theirs, env=env, start_new_session=True
    ) as process:
        os.close(theirs)
        shown = b""
        while b"scada: " not in shown:
            shown += os.read(ours, 1000)
        os.write(ours, SECRET.encode() + b"\n")
        while b"keyring." not in shown:
            shown += os.read(ours, 1000)
    os.close(ours)
    assert process.returncode == 0
    assert SECRET.encode() not in shown
    assert SECRET in (tmp_path / "kept.json").read_text()
