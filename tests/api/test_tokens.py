"""Tokens over time: wrong ones, renewed ones, and a keyring that does not answer."""

from __future__ import annotations

import asyncio
import threading

import pytest

from hmi.api.guard import Caller, Guard, Verdict
from hmi.config.api_tokens import ApiTokens, Scope, digest_of
from hmi.model.errors import UsageError
from hmi.model.events import EventKind
from tests.api.clients import Client, group_path
from tests.api.stations import COMMAND, DIGESTS, FAST, READ, WRONG, Served, another_face
from tests.melsec.scripted import wait_until


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


# -- patience with wrong ones -----------------------------------------------------------------------------


def test_after_twenty_wrong_tokens_nothing_new_is_tried_for_a_minute(served: Served) -> None:
    clock, told = Clock(), list[str]()
    guard = Guard(lambda: DIGESTS, told.append, monotonic=clock)
    with another_face(served.station, guard) as nobody:
        reader, stranger = nobody.with_token(READ), nobody.with_token(WRONG)
        assert reader.get("/api/status").status == 200
        for _ in range(20):
            clock.now += 1
            assert stranger.get("/api/status").code == "wrong_token"
        assert told == ["127.0.0.1"] * 20
        clock.now += 10.5  # the first was 29.5 s ago
        answer = stranger.get("/api/status")
        assert (answer.status, answer.code, answer.headers["retry-after"]) == (403, "too_many_failures", "31")
        assert "31 s" in answer.detail
        commander = nobody.with_token(COMMAND)
        assert commander.get("/api/status").code == "too_many_failures"
        assert reader.get("/api/status").status == 200  # it was known before
        assert Client(nobody.url, COMMAND, source="127.0.0.2").get("/api/status").status == 200
        assert len(told) == 20
        clock.now += 30.6
        assert commander.get("/api/status").status == 200
        assert stranger.get("/api/status").code == "wrong_token"


def test_a_wrong_token_is_an_event_that_names_its_address(served: Served) -> None:
    served.nobody.with_token(WRONG).get("/api/status")
    assert served.events(EventKind.REMOTE_REFUSED, by="")[0].subject == "127.0.0.1"


def test_addresses_that_come_and_go_are_forgotten() -> None:
    guard = Guard(lambda: DIGESTS, lambda _: None)

    async def attack() -> set[Caller | Verdict]:
        return {await guard.caller(f"2001:db8::{n:x}", WRONG) for n in range(3_000)}

    assert asyncio.run(attack()) == {Verdict.WRONG}
    assert len(guard.failures._by_address) <= 1_000


# -- renewal ---------------------------------------------------------------------------------------------


def test_a_renewed_token_ends_the_one_before_at_once(served: Served) -> None:
    before = served.reader, served.commander
    assert {client.get("/api/status").status for client in before} == {200}
    served.renew()
    assert {client.get("/api/status").code for client in before} == {"wrong_token"}
    assert {client.get("/api/status").status for client in (served.reader, served.commander)} == {200}
    assert before[1].post(group_path(FAST, "stop")).status == 401


def test_a_token_that_another_process_renews_holds_and_ends_within_seconds(served: Served) -> None:
    tokens, clock = ApiTokens(served.station.data_folder, {}), Clock()
    with another_face(served.station, Guard(tokens.digests, lambda _: None, monotonic=clock)) as nobody:
        old = nobody.with_token(tokens.renew(Scope.READ))
        clock.now += 2.1
        assert old.get("/api/status").status == 200
        new = nobody.with_token(tokens.renew(Scope.READ))
        clock.now += 2.1
        assert old.get("/api/status").status == 200  # nobody has asked the keyring yet
        assert new.get("/api/status").status == 200
        assert old.get("/api/status").status == 401
        last = tokens.renew(Scope.READ)
        clock.now += 10.1
        wait_until(lambda: new.get("/api/status").status == 401)  # though the last one was never shown
        assert nobody.with_token(last).get("/api/status").status == 200
    served.renew()


def test_a_renewal_amid_a_look_at_the_keyring_counts() -> None:
    """Whatever the keyring said before it must not come back after it."""
    kept = {Scope.READ: digest_of("old")}

    async def renewed_amid() -> tuple[Caller | Verdict, Caller | Verdict]:
        def load() -> dict[Scope, bytes]:
            found = dict(kept)
            if found[Scope.READ] == digest_of("old"):  # after this look it is renewed
                kept[Scope.READ] = digest_of("new")
                guard.forget_tokens()
            return found

        guard = Guard(load, lambda _: None)
        await guard.look_up()
        return await guard.caller("a", "new"), await guard.caller("a", "old")

    assert asyncio.run(renewed_amid()) == (Caller("a", Scope.READ), Verdict.WRONG)


def test_a_keyring_that_does_not_answer_keeps_nobody_waiting_who_is_known(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hmi.api.guard._KEYRING_S", 0.05)
    clock, unlocked = Clock(), threading.Event()
    unlocked.set()

    def load() -> dict[Scope, bytes]:
        unlocked.wait()
        return DIGESTS

    with another_face(served.station, Guard(load, lambda _: None, monotonic=clock)) as nobody:
        assert nobody.with_token(READ).get("/api/status").status == 200
        unlocked.clear()
        clock.now += 60
        assert nobody.with_token(READ).get("/api/status").status == 200
        assert nobody.with_token(WRONG).get("/api/status").status == 401
        unlocked.set()


def test_a_keyring_that_fails_is_not_the_fault_of_who_asks(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    clock, refusals, locked = Clock(), list[str](), [True]

    def load() -> dict[Scope, bytes]:
        if locked:
            raise UsageError("the keyring of the test is locked")
        return DIGESTS

    with another_face(served.station, Guard(load, refusals.append, monotonic=clock)) as nobody:
        reader = nobody.with_token(READ)
        for _ in range(30):
            clock.now += 3
            answer = reader.get("/api/status")
            assert (answer.status, answer.code) == (503, "tokens_unknown")
            assert "locked" not in answer.detail  # who has no token yet is told no more
        assert caplog.text.count("the keyring of the test is locked") == 1
        locked.clear()
        clock.now += 3
        assert reader.get("/api/status").status == 200
        locked.append(True)
        clock.now += 60
        assert {reader.get("/api/status").status for _ in range(3)} == {200}  # what is known stays right
        assert nobody.with_token(WRONG).get("/api/status").status == 401
    assert refusals == ["127.0.0.1"]


def test_without_a_token_for_reading_no_browser_is_let_into_a_session_that_would_not_hold(
    served: Served,
) -> None:
    guard = Guard(lambda: {Scope.COMMAND: DIGESTS[Scope.COMMAND]}, lambda _: None)
    with another_face(served.station, guard) as nobody:
        answer = nobody.with_token(COMMAND).post("/api/session")
        assert (answer.status, answer.json["code"]) == (409, "no_reading_token")
        assert "hmi api token read" in answer.json["detail"]
        assert "set-cookie" not in answer.headers
