"""What alarms say, in the user's language: every sentence of ``hmi.alarms`` stands here for lupdate."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from hmi.model.said import Figure, Said, Span, filled
from hmi.model.status import AlarmStatus
from hmi.window import formats

translate = QCoreApplication.translate

ALARM_TEXTS = (
    QT_TRANSLATE_NOOP(
        "Alarms",
        "Free space on it, or delete backup files whose rows are stored. When it is full, rows that "
        "the historian does not take have no place any more; polling goes on in any case.",
    ),
    QT_TRANSLATE_NOOP(
        "Alarms",
        "Free space on the disk of the data folder and of the backup folder and check that they can "
        "be written; it goes on by itself then.",
    ),
    QT_TRANSLATE_NOOP("Alarms", "Only {size} MB are free on the disk of {folder}"),
    QT_TRANSLATE_NOOP("Alarms", "Rows wait in memory: neither the historian nor the disk takes them"),
    QT_TRANSLATE_NOOP("Alarms", "When the buffer is full the oldest rows are lost."),
    QT_TRANSLATE_NOOP("Alarms", "The disk refuses CSV backup files, and the historian takes no rows"),
    QT_TRANSLATE_NOOP("Alarms", "The rows are in the journal and wait there."),
    QT_TRANSLATE_NOOP("Alarms", "The disk refuses the journal: what is read is in memory only"),
    QT_TRANSLATE_NOOP(
        "Alarms",
        "A crash or a power failure would lose it, until the historian has taken it.",
    ),
    QT_TRANSLATE_NOOP(
        "Alarms",
        "Check the cable, the PLC's power and its port's settings. Meanwhile its tags are recorded as"
        " BAD; reading goes on by itself as soon as it answers.",
    ),
    QT_TRANSLATE_NOOP("Alarms", "A machine may be waiting; it goes on by itself as soon as it can."),
    QT_TRANSLATE_NOOP("Alarms", "PLC {plc} does not answer fast enough for all that is read from it."),
    QT_TRANSLATE_NOOP(
        "Alarms",
        "Set a longer interval, or take tags out; the Groups page and 'hmi plan' show what each group"
        " costs. The other polls are complete, and nothing is read late.",
    ),
    QT_TRANSLATE_NOOP("Alarms", "PLC {plc} cannot be read"),
    QT_TRANSLATE_NOOP("Alarms", "Not every group is read: {groups} could not be started"),
    QT_TRANSLATE_NOOP("Alarms", "No more groups may run at once; the Groups page names those that do not."),
    QT_TRANSLATE_NOOP(
        "Alarms",
        "Raise the limit (Setup, Program) and start Lineside again, or stop groups that are not needed and "
        "start these.",
    ),
    QT_TRANSLATE_NOOP("Alarms", "Group {group}: the handshake with PLC {plc} brings no values"),
    QT_TRANSLATE_NOOP("Alarms", "Group {group}: the handshake with PLC {plc} does not go on"),
    QT_TRANSLATE_NOOP(
        "Alarms",
        "Group {group} cannot keep its interval of {ms} ms: {share} % of its polls are left out",
    ),
    QT_TRANSLATE_NOOP("Alarms", "A poll takes {ms} ms."),
    QT_TRANSLATE_NOOP(
        "Alarms",
        "Its work stands still; the others go on. hmi.log has what it was doing. If it does not go on"
        " by itself within a minute, close the program and start it again, and report it with the "
        "log.",
    ),
    QT_TRANSLATE_NOOP(
        "Alarms",
        "It works again. Report it with hmi.log: this is a fault of the program.",
    ),
    QT_TRANSLATE_NOOP("Alarms", "Check the PC's time synchronisation. Polling was not disturbed."),
    QT_TRANSLATE_NOOP(
        "Alarms",
        "Readings go on with the time as it was before. If the clock is wrong, set it right: it is "
        "followed again by itself. If it is right, or the PC slept, acknowledge this alarm, and times"
        " follow it.",
    ),
    QT_TRANSLATE_NOOP(
        "Alarms",
        "Times of readings never go back: they stand still, 1 us apart, until the clock has caught "
        "up. If it is wrong, set it right. If the earlier readings' time was wrong, give their groups"
        " new names: those begin with the time of now. polling.log names the groups.",
    ),
    QT_TRANSLATE_NOOP("Alarms", "Worker '{worker}' has given no sign of life for {time}"),
    QT_TRANSLATE_NOOP(
        "Alarms",
        "Worker '{worker}' died or hung and was started again, once since the start",
    ),
    QT_TRANSLATE_NOOP(
        "Alarms",
        "Worker '{worker}' died or hung and was started again, {times} times since the start",
    ),
    QT_TRANSLATE_NOOP("Alarms", "See hmi.log."),
    QT_TRANSLATE_NOOP("Alarms", "The clock of this PC was set back by {time}"),
    QT_TRANSLATE_NOOP(
        "Alarms",
        "Times of readings never go back: they stand still until the clock has caught up.",
    ),
    QT_TRANSLATE_NOOP("Alarms", "The clock of this PC went forward by {time}"),
    QT_TRANSLATE_NOOP("Alarms", "It was set, or the PC slept; the times of readings have gone along."),
    QT_TRANSLATE_NOOP("Alarms", "The clock of this PC is {time} in the future and is not believed"),
    QT_TRANSLATE_NOOP("Alarms", "The clock of this PC is {time} behind the newest readings"),
    QT_TRANSLATE_NOOP(
        "Alarms",
        "Storing goes on by itself when the database takes them; changed settings need a new start.",
    ),
    QT_TRANSLATE_NOOP("Alarms", "The historian does not take rows; they go to CSV backup files"),
    QT_TRANSLATE_NOOP("Alarms", "The rows are safe on disk."),
    QT_TRANSLATE_NOOP(
        "Alarms",
        "Look for locks and high load in the database. Rows wait meanwhile; the attempt is given up "
        "in time, and then they go to CSV backup files.",
    ),
    QT_TRANSLATE_NOOP(
        "Alarms",
        "Rows come faster than they are stored, or the historian does not answer: look at the "
        "database's load, or read less. When they are full the oldest rows go to CSV backup files.",
    ),
    QT_TRANSLATE_NOOP(
        "Alarms",
        "More rows came than the historian took. They are safe and are stored later. If it happens "
        "again, look at the database's load, or read less; buffer.log has the times.",
    ),
    QT_TRANSLATE_NOOP(
        "Alarms",
        "Free space on the data folder's disk and check that it can be written; buffer.log has the times.",
    ),
    QT_TRANSLATE_NOOP(
        "Alarms",
        "The historian refuses them as they are; all other rows are stored. The Backups page and 'hmi"
        " quarantine list' show why: correct and send them again, or export and delete them.",
    ),
    QT_TRANSLATE_NOOP(
        "Alarms",
        "Their intact rows are replayed; the rest cannot be read. The report beside each, in "
        "'set_aside' of the backup folder, says which lines and how to bring them in; then delete "
        "both.",
    ),
    QT_TRANSLATE_NOOP(
        "Alarms",
        "The historian takes new rows meanwhile, and the old ones are safe in their files; the "
        "Backups page and 'hmi backup verify' check them. It is tried again by itself.",
    ),
    QT_TRANSLATE_NOOP("Alarms", "The historian does not take rows"),
    QT_TRANSLATE_NOOP("Alarms", "The historian has not answered for {time}"),
    QT_TRANSLATE_NOOP("Alarms", "Queue {queue} % and buffer {buffer} % full"),
    QT_TRANSLATE_NOOP(
        "Alarms",
        "The buffer was full: {rows} rows since the start, {share} % of the last hour's, took the way"
        " over disk",
    ),
    QT_TRANSLATE_NOOP("Alarms", "{rows} rows are lost: neither the historian nor the disk took them"),
    QT_TRANSLATE_NOOP("Alarms", "{rows} rows are in quarantine"),
    QT_TRANSLATE_NOOP("Alarms", "{files} damaged CSV backup files are set aside"),
    QT_TRANSLATE_NOOP("Alarms", "The replay of CSV backup files does not go on; {rows} rows are left"),
    QT_TRANSLATE_NOOP("Alarms", "No answer."),
)
"""Found by the translation under the English text; a test holds them equal to those of ``hmi.alarms``."""


def alarm_text(alarm: AlarmStatus) -> str:
    """What is wrong, in the user's language."""
    return alarm.text if alarm.said is None else said_text(alarm.said)


def alarm_guidance(alarm: AlarmStatus) -> str:
    """What it means, what to do, what goes on by itself; what others have said stands in their words."""
    if not alarm.advice:
        return alarm.guidance
    return " ".join(part if isinstance(part, str) else said_text(part) for part in alarm.advice)


def said_text(said: Said, context: str = "Alarms") -> str:
    """A sentence in the user's language, with its figures as people there write them. Any thread."""
    template = translate(context, said.template)
    return filled(template, {name: figure_text(value) for name, value in said.figures.items()})


def figure_text(value: Figure) -> str:
    """A figure as people of the chosen language write it."""
    match value:
        case Said():
            return said_text(value)
        case Span():
            return formats.duration(value.seconds)
        case str():
            return value
        case int():
            return formats.number(value)
    return formats.number(value, 1)
