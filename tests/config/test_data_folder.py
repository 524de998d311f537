from __future__ import annotations

import errno
from pathlib import Path

import platformdirs
import pytest

from hmi.config.folder import DataFolder, make_writable
from hmi.model.errors import UsageError


def test_the_folder_on_the_command_line_wins(tmp_path: Path) -> None:
    env = {"HMI_DATA_DIR": "/elsewhere"}
    assert DataFolder.locate(tmp_path / "d", env).root == tmp_path / "d"
    assert DataFolder.locate(tmp_path / "d", env, demo=True).root == tmp_path / "d"


def test_the_environment_comes_before_the_users_own(tmp_path: Path) -> None:
    assert DataFolder.locate(None, {"HMI_DATA_DIR": str(tmp_path)}).root == tmp_path


@pytest.mark.parametrize("env", [{}, {"HMI_DATA_DIR": " "}])
def test_the_users_own_folder_is_the_default(env: dict[str, str]) -> None:
    own = Path(platformdirs.user_data_dir("Lineside", appauthor=False))
    assert DataFolder.locate(None, env).root == own
    assert DataFolder.locate(None, env, demo=True).root == own.with_name("Lineside-demo")


def test_the_demo_never_takes_the_folder_of_a_real_plant(tmp_path: Path) -> None:
    env = {"HMI_DATA_DIR": str(tmp_path / "plant")}
    assert DataFolder.locate(None, env, demo=True).root == tmp_path / "plant-demo"


def test_a_relative_folder_is_made_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert DataFolder.locate(Path("here"), {}).root == tmp_path / "here"


def test_create_makes_every_sub_folder_and_leaves_no_probe(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "a" / "b")
    folder.create()
    folder.create()
    assert sorted(path.name for path in folder.root.rglob("*")) == ["backup", "journal", "logs", "quarantine"]
    assert {path.parent for path in (folder.station_db, folder.settings_file, folder.historian_db)} == {
        folder.root
    }


@pytest.mark.parametrize("place", ["data", "data/backup"])
def test_a_file_in_the_folders_place_is_named_with_the_remedy(tmp_path: Path, place: str) -> None:
    path = tmp_path / place
    path.parent.mkdir(exist_ok=True)
    path.write_text("a file")
    with pytest.raises(UsageError, match=r"file is in its place.*--data-dir or HMI_DATA_DIR") as caught:
        DataFolder(tmp_path / "data").create()
    assert str(path) in str(caught.value)


def test_a_file_above_the_folder_is_named_too(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="file is in its place"):
        DataFolder(tmp_path / "file" / "data").create()


def test_a_folder_that_cannot_be_written_to_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(
        "tempfile.NamedTemporaryFile", refuse
    )  # tests may run as root, whom permissions do not stop
    with pytest.raises(UsageError, match=r"cannot be written to \(Read-only file system\)"):
        DataFolder(tmp_path).create()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a file system that takes no folders")
def test_a_folder_that_cannot_be_made_is_refused() -> None:
    with pytest.raises(UsageError, match=r"The backup folder /proc/none cannot be written to"):
        make_writable(Path("/proc/none"), what="backup folder", remedy="change BACKUP_FILE_PATH")
