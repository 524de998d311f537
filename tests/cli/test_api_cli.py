"""``hmi collect --api`` and ``hmi api token`` as processes of their own, asked over HTTP."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.api.clients import Client
from tests.cli.test_oracle_password_cli import KEYRING
from tests.processes import command, environment, free_port, hmi_here, hmi_running, wait_for_line

READ, COMMAND = "r" * 30, "c" * 30


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """With a keyring in a file, which several processes share."""
    (tmp_path / "file_keyring.py").write_text(
        KEYRING.replace(
            "json.dumps({", "json.dumps((json.loads(FILE.read_text()) if FILE.exists() else {}) | {"
        )
    )
    return {"PYTHONPATH": str(tmp_path), "PYTHON_KEYRING_BACKEND": "file_keyring.Keyring"}


def new_token(scope: str, folder: Path, env: dict[str, str]) -> str:
    """What ``hmi api token`` prints."""
    done = subprocess.run(
        command(["api", "token", scope, "--data-dir", folder]),
        capture_output=True,
        text=True,
        env=environment(**env),
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    (line,) = done.stdout.splitlines()
    return line


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends other signals")
def test_a_station_without_a_window_is_asked_and_takes_renewed_tokens(
    tmp_path: Path, env: dict[str, str]
) -> None:
    port, folder = free_port(), tmp_path / "data"
    words = ("collect", "--demo", "--api", "--json", "--data-dir", folder)
    with hmi_running(*words, HMI_API_PORT=str(port), **env) as process:
        assert process.stderr is not None
        wait_for_line(process, process.stderr, f"Other programs reach the station at http://127.0.0.1:{port}")
        shown = dict(process.stderr.readline().rsplit(": ", 1) for _ in range(2))
        tokens = {name.split()[2].rstrip(","): token.strip() for name, token in shown.items()}
        assert set(tokens) == {"read", "command"}
        old = Client(f"http://127.0.0.1:{port}", tokens["read"])
        assert old.get("/api/status").json["station"] == "Demo plant"
        new = old.with_token(new_token("read", folder, env))
        while new.get("/api/status").status != 200:  # twenty wrong ones within a minute would be too many
            time.sleep(0.25)
        assert old.get("/api/status").status == 401
        commander = old.with_token(tokens["command"])
        stopped = commander.post("/api/polling/stop-all").json["groups"]
        assert {group["state"] for group in stopped} == {"stopped"}
        process.send_signal(signal.SIGTERM)
        output, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    assert json.loads(output)["rows"]["pending"] == 0
    kept = (tmp_path / "kept.json").read_text()
    events = (folder / "events.db").read_bytes()
    for token in (*tokens.values(), new.token):
        assert token not in kept
        assert token.encode() not in events
        assert token not in (folder / "logs" / "hmi.log").read_text()
    assert b"The token for reading" not in events  # the log keeps the kind
    assert b"read_token_renewed" in events


def test_tokens_of_the_environment_are_not_shown(tmp_path: Path) -> None:
    tokens = {"HMI_API_READ_TOKEN": READ, "HMI_API_COMMAND_TOKEN": COMMAND}
    port = str(free_port())
    words = ("collect", "--demo", "--api", "--duration", "0.5", "--data-dir", tmp_path)
    done = hmi_here(*words, HMI_API_PORT=port, **tokens)
    assert done.returncode == 0, done.stderr
    assert f"Other programs reach the station at http://127.0.0.1:{port}" in done.stderr
    assert READ not in done.stderr + done.stdout
    assert "Token to" not in done.stderr
    refused = hmi_here("api", "token", "read", "--data-dir", tmp_path, **tokens)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "HMI_API_READ_TOKEN; change it there" in refused.stderr


def test_without_the_switch_nobody_is_let_in(tmp_path: Path) -> None:
    done = hmi_here("collect", "--demo", "--duration", "0.5", "--data-dir", tmp_path)
    assert done.returncode == 0
    assert "Other programs" not in done.stderr


def test_a_port_that_is_taken_is_told_and_the_station_records(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        words = ("collect", "--demo", "--api", "--json", "--duration", "1", "--data-dir", tmp_path)
        done = hmi_here(*words, HMI_API_PORT=port)
    assert done.returncode == 0, done.stderr
    assert "hmi: other programs do not reach the station: " in done.stderr
    assert "another program may use this port" in done.stderr
    assert json.loads(done.stdout)["rows"]["stored"] > 0


def test_an_installation_without_the_web_server_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hmi.cli.api.is_installed", lambda: False)
    done = hmi_here("collect", "--demo", "--api", "--duration", "1", "--data-dir", tmp_path)
    assert done.returncode == 2
    assert "pip install lineside-hmi[api]" in done.stderr


def test_a_scope_that_there_is_not_is_wrong_use(tmp_path: Path) -> None:
    done = hmi_here("api", "token", "everything", "--data-dir", tmp_path)
    assert done.returncode == 2
    assert "'read', 'command'" in done.stderr


def test_a_system_without_a_keyring_says_which_variable_to_set(tmp_path: Path, env: dict[str, str]) -> None:
    done = subprocess.run(
        command(["api", "token", "command", "--data-dir", tmp_path]),
        capture_output=True,
        text=True,
        env=environment(PYTHON_KEYRING_BACKEND="keyring.backends.fail.Keyring"),
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "set HMI_API_COMMAND_TOKEN instead" in done.stderr
