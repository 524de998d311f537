"""What ``hmi check plc`` says of tags that the PLC does not have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.melsec.scripted import ScriptedPlc, Step, answer_3e, words
from tests.plants import write_plant
from tests.processes import hmi, hmi_here


def a_q_with_1024_d(request: bytes) -> Sequence[Step]:
    """A Q whose SD308 says so; every other word of it is 0."""
    if request[13:15] != bytes(2):
        return (answer_3e(b"", 0xC059),)
    head, count = int.from_bytes(request[15:18], "little"), int.from_bytes(request[-2:], "little")
    is_special = request[18] == 0xA9
    return (answer_3e(words(*(1024 * (is_special and head + i == 308) for i in range(count)))),)


def a_q_that_hides_its_registers(request: bytes) -> Sequence[Step]:
    """A Q that refuses to be read beyond one word."""
    return a_q_with_1024_d(request) if request[-2:] == b"\x01\x00" else (answer_3e(b"", 0xC05B),)


@contextmanager
def serving(plc: ScriptedPlc) -> Iterator[ScriptedPlc]:
    try:
        yield plc
    finally:
        plc.stop()


def configured(folder: Path, port: int) -> Path:
    files = write_plant(folder / "csv", [("PRESS", port)], tags_per_group=40)
    assert hmi_here("config", "import", *files, "--data-dir", folder).returncode == 0
    return folder


def test_tags_beyond_the_ranges_of_the_plc_are_counted_and_the_first_ones_named(tmp_path: Path) -> None:
    with serving(ScriptedPlc(a_q_with_1024_d)) as plc:
        done = hmi("check", "plc", "--data-dir", configured(tmp_path, plc.port))
    assert done.returncode == 0, done.stderr
    assert "PRESS: 127.0.0.1" in done.stdout
    first, *named, more = done.stderr.splitlines()
    assert first == "warning: PLC PRESS: 16 of 40 tags lie beyond its device ranges"
    assert len(named) == 5
    assert "'PRESS_G0_T24' at D1024 is beyond the last D of PLC PRESS, D1023; check the address" in named[0]
    assert more == "  and 11 more"


def test_a_plc_that_does_not_tell_its_ranges_is_no_failure(tmp_path: Path) -> None:
    with serving(ScriptedPlc(a_q_that_hides_its_registers)) as plc:
        done = hmi_here("check", "plc", "PRESS", "--data-dir", configured(tmp_path, plc.port))
    assert done.returncode == 0
    assert done.stderr.startswith("warning: PLC PRESS: ")
    assert "refused to read SD286-SD311: end code C05B" in done.stderr
    assert "its device ranges are not known" in done.stderr
