import os
import shlex
import subprocess
from multiprocessing import AuthenticationError
from pathlib import Path

import pytest

from installer.hook import Hook, ask


def call(hook: Hook, path: str) -> int:
    return subprocess.run([*shlex.split(hook.command), path], env=os.environ | hook.environment).returncode


def test_a_program_calls_the_function_with_its_file() -> None:
    called: list[Path] = []
    with Hook(called.append) as hook:
        assert call(hook, "/a b/uninstall.exe") == 0
    assert called == [Path("/a b/uninstall.exe")]


def test_a_function_that_fails_fails_the_program_and_is_told() -> None:
    def fail(path: Path) -> None:
        raise ValueError(f"no token for {path}")

    with Hook(fail) as hook:
        assert call(hook, "x.exe") == 1
    assert str(hook.error) == "no token for x.exe"


def test_a_stranger_is_not_served() -> None:
    called: list[Path] = []
    with Hook(called.append) as hook:
        with pytest.raises(AuthenticationError):
            ask(int(shlex.split(hook.command)[-1]), "x.exe", "a wrong key")
        assert call(hook, "right.exe") == 0
    assert called == [Path("right.exe")]


def test_without_a_function_nothing_listens() -> None:
    with Hook(None) as hook:
        assert hook.command == ""
