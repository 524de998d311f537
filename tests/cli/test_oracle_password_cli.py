"""``hmi oracle password`` in a real process: stored, found again, and never shown."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

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


def piped(env: dict[str, str], given: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(["oracle", "password", *arguments]),
        input=given,
        capture_output=True,
        text=True,
        env=env,
        timeout=30,
        check=False,
    )


def test_a_piped_password_is_stored_and_then_used(tmp_path: Path, env: dict[str, str]) -> None:
    data = tmp_path / "data"
    oracle = {"ORACLE_HOST": "127.0.0.1", "ORACLE_SERVICE_NAME": "XE", "ORACLE_USERNAME": "Scada"}
    done = piped(env | oracle, f"{SECRET}\r\nmore\n", "--data-dir", data)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "The password of Oracle user Scada is in the system's keyring.\n"
    assert (tmp_path / "kept.json").read_text() == f'{{"Lineside SCADA": "{SECRET}"}}'
    done = piped(env | {"ORACLE_PASSWORD": "other"}, SECRET, "scada", "--data-dir", data)
    assert done.stderr == "hmi: ORACLE_PASSWORD is set too, and comes first\n"
    assert SECRET not in done.stdout + done.stderr


def test_without_a_keyring_the_remedy_is_named(tmp_path: Path, env: dict[str, str]) -> None:
    no_keyring = env | {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    done = piped(no_keyring, SECRET, "scada", "--data-dir", tmp_path / "data")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "hmi: This system has no keyring to store the password of 'scada' in: set ORACLE_PASSWORD instead\n"
    )


def test_nobody_named_and_nothing_given_is_wrong_use(tmp_path: Path, env: dict[str, str]) -> None:
    done = piped(env, SECRET, "--data-dir", tmp_path / "data")
    assert (done.returncode, "set ORACLE_HOST" in done.stderr) == (2, True)
    done = piped(env, "\n", "scada", "--data-dir", tmp_path / "data")
    assert (done.returncode, "No password was given" in done.stderr) == (2, True)


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
