"""What each page is for, what its states mean, and its keys: a heading and its sentences."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


class Chapter(NamedTuple):
    """A heading and its lines; blank headings begin a page."""

    heading: str
    lines: tuple[str, ...]


def help_of(page: str) -> tuple[Chapter, ...]:
    """The help of a page by its name, then what holds on every page."""
    chapters = _PAGES.get(page)
    return (*(chapters() if chapters else ()), _keys(), _colours())


def _overview() -> tuple[Chapter, ...]:
    return (
        Chapter(
            translate("Help", "Overview"),
            (
                translate(
                    "Help", "Do values flow from the PLCs into the historian, and is any row in danger?"
                ),
                translate(
                    "Help",
                    "Every accepted row is counted once: stored, pending (on its way), backed up (in CSV "
                    "files), quarantined (refused by the historian) or dropped (lost: should stay 0).",
                ),
                translate(
                    "Help",
                    "The charts show how full queue and buffer are, how fast the writer is and how long a "
                    "write takes. From 70 % a figure needs a look, from 90 % it needs a hand.",
                ),
                translate(
                    "Help",
                    "Outages, retries and replays are marked on the charts; a gap is a time "
                    "in which the program did not run.",
                ),
            ),
        ),
        Chapter(
            translate("Help", "In the charts"),
            (
                translate("Help", "Drag to go back in time, turn the wheel to zoom, double-click for now."),
                translate(
                    "Help",
                    "Left and Right: earlier and later. + and -: closer and wider. Home: now. Space: pause.",
                ),
            ),
        ),
    )


def _groups() -> tuple[Chapter, ...]:
    return (
        Chapter(
            translate("Help", "Groups"),
            (
                translate("Help", "A polling group is a number of tags of one PLC that are read together."),
                translate(
                    "Help",
                    "A FIXED group is read at its own interval. A HANDSHAKE group is read once "
                    "for each trigger, of a person or of the PLC.",
                ),
                translate(
                    "Help",
                    "Stopping finishes the poll in progress. A group that runs keeps its tags "
                    "and settings until it is restarted.",
                ),
                translate(
                    "Help",
                    "Error means that the last poll brought no values; the reason stands below "
                    "the table. It is tried again by itself.",
                ),
                translate(
                    "Help",
                    "After a trigger its steps are shown: requested, polled, and where the record went.",
                ),
            ),
        ),
    )


def _tags() -> tuple[Chapter, ...]:
    return (
        Chapter(
            translate("Help", "Tags"),
            (
                translate("Help", "Every tag of the plant with the value of its last poll."),
                translate(
                    "Help",
                    "GOOD: as it was read. UNCERTAIN: outside its limits. BAD: no value; the "
                    "reason says why, and the last good value stands there hollow, with its time.",
                ),
                translate(
                    "Help",
                    "A value that is older than three intervals looks hollow, too: it is not "
                    "the value of now.",
                ),
                translate(
                    "Help",
                    "Type words to find tags; all of them have to occur. Ctrl+C copies the chosen rows.",
                ),
                translate(
                    "Help",
                    "Enter puts the chosen tag into the trend, or takes it out. The trend "
                    "begins with the historian's values and goes on live.",
                ),
            ),
        ),
    )


def _backups() -> tuple[Chapter, ...]:
    return (
        Chapter(
            translate("Help", "Backups"),
            (
                translate(
                    "Help",
                    "Rows that the historian does not take are kept as CSV files, so that "
                    "nothing is lost. They go back by themselves when it takes them again, unless "
                    "that is switched off.",
                ),
                translate(
                    "Help",
                    "Waiting: rows that are not in the historian yet. Replayed: stored, and "
                    "kept for some days. Damaged: some lines cannot be read; all others are stored.",
                ),
                translate(
                    "Help",
                    "Verify compares every line with its checksum. Export copies rows into one "
                    "file. Delete asks where rows would be lost.",
                ),
                translate(
                    "Help",
                    "Quarantine: rows that the historian refuses as they are, with its reason. "
                    "Correct them, or send them again when the database was mended.",
                ),
            ),
        ),
    )


def _alarms() -> tuple[Chapter, ...]:
    return (
        Chapter(
            translate("Help", "Alarms"),
            (
                translate(
                    "Help",
                    "An alarm asks somebody to do something: what it means and what to do stands beside it.",
                ),
                translate(
                    "Help",
                    "Acknowledge says that you have seen it; it goes when its cause is gone. "
                    "One that was over before anybody saw it stays, hollow, until then.",
                ),
                translate(
                    "Help",
                    "Critical: rows are lost, or will be. High: values are missing. Medium: "
                    "has time until the end of the day.",
                ),
            ),
        ),
    )


def _events() -> tuple[Chapter, ...]:
    return (
        Chapter(
            translate("Help", "Events"),
            (
                translate(
                    "Help",
                    "What happened, and who did it: starts, stops, triggers, alarms, changes "
                    "of the setup, replays, connections lost and found.",
                ),
                translate(
                    "Help",
                    "Filter by words, kind, person and time; Export writes what the filter shows, all of it.",
                ),
            ),
        ),
    )


def _setup() -> tuple[Chapter, ...]:
    return (
        Chapter(
            translate("Help", "Setup"),
            (
                translate(
                    "Help",
                    "PLCs, groups and tags are edited in a draft. What is wrong stands beside "
                    "its field; Apply shows every change before anything is stored.",
                ),
                translate("Help", "Running groups go on with what they have until you restart them."),
                translate(
                    "Help",
                    "Below a group stands what it costs its PLC: requests, time, and whether "
                    "the interval can be met.",
                ),
                translate(
                    "Help",
                    "Import tells what each row of a file would do before it does it, and saves "
                    "the rows that are wrong, to be mended.",
                ),
                translate("Help", "With an engineer PIN everybody can look, and who knows it can change."),
            ),
        ),
        Chapter(
            translate("Help", "Remote access"),
            (
                translate(
                    "Help",
                    "Other programs ask this station by HTTP; a browser, a phone or a wall screen shows its "
                    "page. It is off until you switch it on, and then reached from this PC only.",
                ),
                translate(
                    "Help",
                    "Whoever asks needs a token: one for reading, one for commanding. A token is shown once, "
                    "when it is made; renewing it shuts out those who use the old one.",
                ),
                translate(
                    "Help",
                    "In a network that you do not trust, enter a certificate and its key (PEM files): else "
                    "tokens and values can be read on the way.",
                ),
                translate(
                    "Help",
                    "Test asks the station as another program would. What programs can ask stands at the "
                    "address, under /openapi.json; every command they give is in the log of events.",
                ),
            ),
        ),
    )


def _first_start() -> tuple[Chapter, ...]:
    return (
        Chapter(
            translate("Help", "The first start"),
            (
                translate(
                    "Help", "The demo plant is simulated on this computer and shows everything without a PLC."
                ),
                translate(
                    "Help",
                    "Your first PLC needs its address and port as they are set in GX Works "
                    "(Ethernet port, MC protocol, TCP, binary code), and one address to read.",
                ),
            ),
        ),
    )


_PAGES = {
    "overview": _overview,
    "groups": _groups,
    "tags": _tags,
    "backups": _backups,
    "alarms": _alarms,
    "events": _events,
    "setup": _setup,
    "first_start": _first_start,
}


def _keys() -> Chapter:
    return Chapter(
        translate("Help", "Keys on every page"),
        (
            translate(
                "Help",
                "F1: this help. F2 to F9: the pages. F5: look again. Tab: the next field. "
                "Alt and an underlined letter: that button.",
            ),
        ),
    )


def _colours() -> Chapter:
    return Chapter(
        translate("Help", "Forms and colours"),
        (
            translate(
                "Help",
                "Gray is normal. A filled circle: works. A hollow one: at rest. A triangle: "
                "needs a look. A diamond: needs a hand.",
            ),
        ),
    )
