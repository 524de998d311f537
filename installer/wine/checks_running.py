"""The window of the installed program, and what a set-up does while it is open."""

from __future__ import annotations

from pathlib import Path

from installer.wine.prefix import wait_until
from installer.wine.table import require
from installer.wine.world import World, require_same, state

_TITLE = "Lineside"
_OPEN_S = 60.0
_ROWS = 3_000
"""Then the charts have something to show."""


def window_opens(world: World) -> str:
    """The installed window opens on the demo plant."""
    world.prefix.start(str(world.user_copy / "Lineside.exe"), "--demo")
    before = world.rows()
    opened = wait_until(lambda: any(_TITLE in title for title in world.prefix.titles()), _OPEN_S)
    require(opened, f"no window; there are {world.prefix.titles()}")
    recorded = wait_until(lambda: world.rows() > before + _ROWS, _OPEN_S)
    require(recorded, f"it records nothing: {world.rows() - before} rows")
    picture = world.pictures / "window.png"
    world.prefix.picture(picture)
    return f"titles {world.prefix.titles()}; picture {picture.name}"


def second_start_shows_the_first(world: World) -> str:
    """A second start shows the window that is open, and ends."""
    told = world.prefix.run(str(world.user_copy / "lineside-cli.exe"), "--demo", timeout=60)
    require("its window is shown" in told.out, f"it says {told.out!r} {told.err[-300:]!r}")
    return told.out.strip()


def setup_refuses_meanwhile(world: World) -> str:
    """While it is open, the set-up refuses and changes nothing."""
    before = state(world.user_copy)
    world.install(world.setup, "/DESKTOP=1")
    require_same(before, state(world.user_copy), "files")
    desktop = _on_desktop(world)
    require(not desktop, "a shortcut was made")
    return "nothing was changed"


def uninstaller_refuses_meanwhile(world: World) -> str:
    """While it is open, the uninstaller refuses and changes nothing."""
    before = state(world.user_copy)
    world.uninstall(world.user_copy, "HKCU")
    require_same(before, state(world.user_copy), "files")
    return "nothing was changed"


def update_after_a_kill(world: World) -> str:
    """After kill -9 of the program the set-up installs, and nothing that was recorded is lost."""
    killed = world.prefix.kill("Lineside.exe")
    require(killed, "no process was found to kill")
    world.install(world.setup, "/DESKTOP=1")
    desktop = _on_desktop(world)
    require(desktop, "the shortcut that was asked for is not there: it was not installed")
    told = world.cli_json(world.user_copy, "collect", "--demo", "--json", "--duration", "5")
    rows = told["rows"]
    kept = sum(rows[name] for name in ("stored", "pending", "backed_up", "quarantined", "dropped"))
    require(rows["accepted"] == kept and rows["dropped"] == 0, f"the law does not hold: {rows}")
    world.install(world.setup, "/DESKTOP=0")
    return f"{killed} processes killed; installed again, then {rows['accepted']} rows accepted = stored"


def _on_desktop(world: World) -> list[Path]:
    menu = "Start Menu"
    return [path for path in world.prefix.links() if menu not in str(path)]


CHECKS = [
    window_opens,
    second_start_shows_the_first,
    setup_refuses_meanwhile,
    uninstaller_refuses_meanwhile,
    update_after_a_kill,
]
