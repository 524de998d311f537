"""The copy for all users, with collection without a logged-on user; removed with its data."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

from installer.wine.checks_user import require_nothing_registered
from installer.wine.table import require
from installer.wine.world import OWN_KEY, RUN_KEY, UNINSTALL_KEY, World, require_whole

_NAMES = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}


def machine_copy_is_installed(world: World) -> str:
    """For all users, with autostart, desktop shortcut and the scheduled task."""
    world.install(world.setup, "/AllUsers", "/COLLECT=1", "/AUTOSTART=1", "/DESKTOP=1", "/STARTMENU=1")
    count = require_whole(world.machine_copy)
    known = world.prefix.registry(rf"HKLM\{UNINSTALL_KEY}")
    require(known.get("DisplayVersion") == world.version, f"DisplayVersion {known.get('DisplayVersion')!r}")
    target = world.prefix.windows(world.machine_copy / "Lineside.exe")
    run = world.value(rf"HKLM\{RUN_KEY}", "Lineside")
    require(run == f'"{target}"', f"Run is {run!r}")
    require(not world.prefix.registry(rf"HKCU\{OWN_KEY}"), "HKCU has a copy, too")
    links = world.prefix.links()
    require(len(links) == 3, f"shortcuts: {links}")
    return (
        f"{count} files as listed in {world.prefix.windows(world.machine_copy)}; Run, {len(links)} shortcuts"
    )


def task_collects(world: World) -> str:
    """The task is there, runs without a limit of time, and its data folder is made.

    Wine keeps no more of a task than its settings: that it starts ``lineside-cli collect`` with Windows as
    LOCAL SERVICE is held by a test of the file it is made from.
    """
    path = _task(world)
    require(path is not None, "there is no task")
    assert path is not None  # noqa: S101 - for the type checker
    root = ET.fromstring(path.read_bytes())  # noqa: S314 - our own set-up wrote it
    names = ("ExecutionTimeLimit", "MultipleInstancesPolicy", "StopIfGoingOnBatteries", "Enabled")
    found = {name: root.findtext(f".//t:{name}", namespaces=_NAMES) for name in names}
    wanted = ["PT0S", "IgnoreNew", "false", "true"]
    require(list(found.values()) == wanted, f"its settings: {found}")
    require((world.prefix.drive_c / "ProgramData" / "Lineside").is_dir(), "its data folder is not there")
    return f"{found}"


def task_is_kept_by_an_update(world: World) -> str:
    """Installed again without switches, everything that was chosen is still there."""
    world.install(world.setup)
    require_whole(world.machine_copy)
    require(_task(world) is not None, "the task is gone")
    require(len(world.prefix.links()) == 3, f"shortcuts: {world.prefix.links()}")
    require(world.value(rf"HKLM\{RUN_KEY}", "Lineside"), "Run is gone")
    return "task, shortcuts and Run are there"


def removed_with_its_data(world: World) -> str:
    """Uninstalled with /REMOVEDATA=1: nothing is left of it."""
    world.uninstall(world.machine_copy, "HKLM", "/REMOVEDATA=1")
    left = [path.name for path in world.machine_copy.rglob("*")] if world.machine_copy.exists() else []
    require(not left, f"left in the folder: {left[:5]}")
    require_nothing_registered(world, "HKLM")
    require(_task(world) is None, "the task is left")
    require(not world.prefix.links(), f"shortcuts are left: {world.prefix.links()}")
    folders = [world.prefix.local / "Lineside", world.prefix.local / "Lineside-demo"]
    folders.append(world.prefix.drive_c / "ProgramData" / "Lineside")
    there = [str(path) for path in folders if path.exists()]
    require(not there, f"data are left: {there}")
    return "program, task, shortcuts, keys and data are gone"


def registry_is_clean(world: World) -> str:
    """Nothing in the registry speaks of Lineside any more."""
    world.prefix.end_all()
    seen: list[str] = []
    for name in ("user.reg", "system.reg"):
        text = (world.prefix.drive_c.parent / name).read_text("utf-8", errors="replace")
        seen += [line[:120] for line in text.splitlines() if "lineside" in line.lower()]
    require(not seen, f"{len(seen)} lines are left, first {seen[:3]}")
    return "no line of user.reg and system.reg"


def _task(world: World) -> Path | None:
    path = world.prefix.drive_c / "windows" / "system32" / "tasks" / "Lineside collect"
    return path if path.is_file() else None


CHECKS = [
    machine_copy_is_installed,
    task_collects,
    task_is_kept_by_an_update,
    removed_with_its_data,
    registry_is_clean,
]
