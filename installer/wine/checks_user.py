"""The copy of one user: installed in an older version, used, brought up to date, used, removed."""

from __future__ import annotations

from pathlib import Path

from installer.wine.table import require
from installer.wine.world import OWN_KEY, RUN_KEY, UNINSTALL_KEY, World, require_same, require_whole, state

_STRANGER = "notes of the shift.txt"
_STALE = "lib/stale/gone.pyc"
_COLLECT_S = 60


def older_is_installed(world: World) -> str:
    """A version before, per user, into a folder with blanks and Hangul."""
    folder = world.prefix.windows(world.user_copy)
    world.install(world.older, "/CurrentUser", "/AUTOSTART=1", "/DESKTOP=0", f"/D={folder}")
    count = require_whole(world.user_copy)
    require((world.user_copy / _STALE).is_file(), f"{_STALE} is not there")
    return f"{count} files as listed in {folder}"


def registry_knows_it(world: World) -> str:
    """Windows knows the copy, and what was chosen is remembered."""
    known = world.prefix.registry(rf"HKCU\{UNINSTALL_KEY}")
    folder = world.prefix.windows(world.user_copy)
    require(known.get("DisplayName") == "Lineside", f"DisplayName is {known.get('DisplayName')!r}")
    require(
        known.get("DisplayVersion") == world.older_version, f"DisplayVersion {known.get('DisplayVersion')}"
    )
    require(known.get("InstallLocation") == folder, f"InstallLocation is {known.get('InstallLocation')!r}")
    own = world.prefix.registry(rf"HKCU\{OWN_KEY}")
    chosen = {name: int(own.get(name, "-1"), 16) for name in ("Desktop", "StartMenu", "Autostart", "Collect")}
    require(chosen == {"Desktop": 0, "StartMenu": 1, "Autostart": 1, "Collect": 0}, f"chosen: {chosen}")
    require(not world.prefix.registry(rf"HKLM\{OWN_KEY}"), "HKLM has a copy, too")
    return f"DisplayVersion {known['DisplayVersion']}, EstimatedSize {int(known['EstimatedSize'], 16)} KB"


def shortcuts_as_chosen(world: World) -> str:
    """Start menu yes, desktop no, start with Windows yes."""
    return _chosen_shortcuts(world)


def data_are_made(world: World) -> str:
    """The copy records into the user's own folder, and a setting is made."""
    world.cli_json(world.user_copy, "collect", "--demo", "--json", "--duration", "5")
    settings = world.prefix.local / "Lineside" / "settings.toml"
    settings.parent.mkdir(exist_ok=True)
    settings.write_text("# of the plant\n", "utf-8")
    rows = world.rows()
    require(rows > 0, "historian.db holds no row")
    (world.user_copy / _STRANGER).write_text("not ours\n", "utf-8")
    return f"{rows} rows in {world.prefix.windows(world.prefix.local / 'Lineside-demo')}"


def update_keeps_what_is_theirs(world: World) -> str:
    """The newer version in its place: stale file gone, choices, data, settings and foreign files kept."""
    data = {name: state(world.prefix.local / name) for name in ("Lineside", "Lineside-demo")}
    world.install(world.setup)
    count = require_whole(world.user_copy, _STRANGER)
    require(not (world.user_copy / _STALE).parent.exists(), f"{_STALE} or its folder is still there")
    version = world.value(rf"HKCU\{OWN_KEY}", "Version")
    require(version == world.version, f"Version is {version!r}")
    for name, before in data.items():
        require_same(before, state(world.prefix.local / name), name)
    _chosen_shortcuts(world)
    return f"{count} files of {version} in the same folder; data equal byte for byte"


def says_its_version(world: World) -> str:
    """The installed command line says the version of the set-up."""
    out, err = world.cli(world.user_copy, "--version")
    require(out.strip() == f"Lineside {world.version}", f"it says {out!r} {err[-300:]!r}")
    return out.strip()


def selftest_passes(world: World) -> str:
    """The self-test of the installed program."""
    picture = world.pictures / "selftest.png"
    picture.parent.mkdir(parents=True, exist_ok=True)
    target = world.prefix.drive_c / "selftest.png"
    told = world.cli_json(
        world.user_copy,
        "selftest",
        "--json",
        "--offscreen",
        "--picture",
        world.prefix.windows(target),
        timeout=200,
    )
    failed = {check["name"]: check["detail"] for check in told["checks"] if not check["passed"]}
    require(told["packaged"] and told["version"] == world.version, f"{told['packaged']=} {told['version']=}")
    require(told["passed"] and not failed, f"failed: {failed}")
    picture.write_bytes(target.read_bytes())
    return (
        f"{len(told['checks'])} checks in {told['seconds']:.0f} s, Python {told['python']}, Qt {told['qt']}"
    )


def records_by_the_law(world: World) -> str:
    """The installed program records the demo plant for 60 s, and every row is accounted for."""
    before = world.rows()
    told = world.cli_json(
        world.user_copy, "collect", "--demo", "--json", "--duration", str(_COLLECT_S), timeout=_COLLECT_S + 60
    )
    rows = told["rows"]
    kept = sum(rows[name] for name in ("stored", "pending", "backed_up", "quarantined", "dropped"))
    require(rows["accepted"] == kept, f"the law does not hold: {rows}")
    require(rows["dropped"] == 0 and rows["accepted"] > 0, f"{rows}")
    is_there = world.rows() - before
    require(is_there == rows["stored"], f"{rows['stored']} said to be stored, {is_there} in historian.db")
    errors = {group["group_name"]: group["last_error"] for group in told["groups"] if group["error_count"]}
    require(not errors, f"groups with errors: {errors}")
    return (
        f"{rows['accepted']} accepted = {rows['stored']} stored, as many in historian.db; no error in a group"
    )


def downgrade_is_refused(world: World) -> str:
    """The older set-up refuses, and changes nothing."""
    before = state(world.user_copy)
    world.install(world.older)
    require_same(before, state(world.user_copy), "files")
    require(world.value(rf"HKCU\{OWN_KEY}", "Version") == world.version, "the version has changed")
    return "nothing was changed"


def second_kind_is_refused(world: World) -> str:
    """A copy for all users beside it is refused."""
    before = state(world.user_copy)
    world.install(world.setup, "/AllUsers")
    require(not world.machine_copy.exists(), "two copies are there")
    require_same(before, state(world.user_copy), "files")
    return "nothing was changed"


def uninstaller_leaves_theirs(world: World) -> str:
    """Uninstalled as Windows does it: the copy goes, data and foreign files stay."""
    data = {name: state(world.prefix.local / name) for name in ("Lineside", "Lineside-demo")}
    world.uninstall(world.user_copy, "HKCU")
    left = sorted(state(world.user_copy)) if world.user_copy.exists() else []
    require(left == [_STRANGER], f"left in the folder: {left[:5]}")
    for name, before in data.items():
        require_same(before, state(world.prefix.local / name), name)
    require_nothing_registered(world, "HKCU")
    require(not world.prefix.links(), f"shortcuts are left: {world.prefix.links()}")
    return f"{_STRANGER!r} and {sum(map(len, data.values()))} files of data left, and nothing else"


def require_nothing_registered(world: World, hive: str) -> None:
    """Fail where a key or value of a copy is left.

    Raises:
        FailedError: there is one.
    """
    for key in (UNINSTALL_KEY, OWN_KEY):
        require(not world.prefix.registry(rf"{hive}\{key}"), rf"{hive}\{key} is left")
    require("Lineside" not in world.prefix.registry(rf"{hive}\{RUN_KEY}"), rf"{hive}\{RUN_KEY} is left")


def _chosen_shortcuts(world: World) -> str:
    folder = world.prefix.user / "AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Lineside"
    links = world.prefix.links()
    require({path.parent for path in links} == {folder}, f"shortcuts: {links}")
    target = world.prefix.windows(world.user_copy / "Lineside.exe")
    for link in links:
        require(_leads_to(link, target), f"{link.name} does not lead to {target}")
    run = world.value(rf"HKCU\{RUN_KEY}", "Lineside")
    require(run == f'"{target}"', f"Run is {run!r}")
    return f"{len(links)} shortcuts lead to {target}; Run starts it"


def _leads_to(link: Path, target: str) -> bool:
    """A shortcut holds its path part by part."""
    data, at = link.read_bytes(), 0
    for part in target.split("\\")[1:]:
        at = data.find(part.encode("utf-16-le") + b"\0\0", at)
        if at < 0:
            return False
    return True


CHECKS = [
    older_is_installed,
    registry_knows_it,
    shortcuts_as_chosen,
    data_are_made,
    update_keeps_what_is_theirs,
    says_its_version,
    selftest_passes,
    records_by_the_law,
    downgrade_is_refused,
    second_kind_is_refused,
]
LAST_CHECKS = [uninstaller_leaves_theirs]
