"""Who may ask: tokens, the browser's session, and patience with wrong ones."""

from __future__ import annotations

import asyncio
import hmac
import logging
import threading
import time
from base64 import urlsafe_b64encode
from collections import OrderedDict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from hmi.config.api_tokens import Scope, digest_of
from hmi.model.errors import HmiError

_log = logging.getLogger(__name__)

COOKIE = "lineside"
SESSION_S = 90 * 86_400
"""A wall screen is not asked every day."""

_MOST_FAILURES = 20
_WINDOW_S = 60.0
_MOST_ADDRESSES = 1_000
_MOST_KNOWN = 1_000
_ASK_AGAIN_S = 2.0
"""A token that was renewed on the command line holds after so many seconds at the latest."""
_KEYRING_S = 5.0
"""Nobody waits longer for a keyring, which may wait for a person."""
_LOOK_AGAIN_S = 10.0
"""The one before it holds no longer after so many."""


class Verdict(Enum):
    """What the guard says of a request."""

    NOBODY = "nobody"
    WRONG = "wrong"
    PATIENCE = "patience"
    UNKNOWN = "unknown"
    """Nobody can say: the tokens cannot be looked up."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, as far as that is known."""

    address: str
    scope: Scope

    @property
    def who(self) -> str:
        """As the log of events names it."""
        return f"API {self.address}"


class Failures:
    """Counts wrong tokens by address; after too many within a minute nothing new is tried from there."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._by_address: OrderedDict[str, deque[float]] = OrderedDict()

    def add(self, address: str) -> None:
        """A wrong token came from there."""
        times = self._by_address.setdefault(address, deque(maxlen=_MOST_FAILURES))
        times.append(self._monotonic())
        self._by_address.move_to_end(address)
        while len(self._by_address) > _MOST_ADDRESSES:
            self._by_address.popitem(last=False)

    def wait_s(self, address: str) -> float:
        """How long this address has to wait; 0 when it need not."""
        times = self._by_address.get(address)
        if times is None or len(times) < _MOST_FAILURES:
            return 0.0
        return max(0.0, times[0] + _WINDOW_S - self._monotonic())


class Guard:
    """On the server's loop, all but ``forget_tokens``.

    ``load`` gives the digests by scope, and may wait for the keyring.
    """

    def __init__(
        self,
        load: Callable[[], Mapping[Scope, bytes]],
        tell: Callable[[str], None],
        *,
        own: bytes = b"",
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.failures = Failures(monotonic)
        self._load = load
        self._tell = tell
        self._own = own
        self._monotonic = monotonic
        self._changing = threading.Lock()
        self._digests: Mapping[Scope, bytes] = {}
        self._trouble = ""
        self._asked: float | None = None
        self._asking: asyncio.Future[None] | None = None
        self._known: OrderedDict[tuple[str, bytes], None] = OrderedDict()
        self.renewals = 0
        """Grows when tokens change: who was let in before has to show one again."""

    async def caller(self, address: str, token: str) -> Caller | Verdict:
        """Whose token this is.

        An address that has tried too many wrong ones has to wait; what was right there before stays right.
        """
        self.keep_up()
        given = digest_of(token)
        if self.failures.wait_s(address) and (address, given) not in self._known:
            return Verdict.PATIENCE
        scope = self._scope_of(given)
        if scope is None and await self._ask_again():
            scope = self._scope_of(given)
        if scope is None and self._trouble and not self._digests:
            return Verdict.UNKNOWN
        if scope is None:
            self.failures.add(address)
            self._tell(address)
            return Verdict.WRONG
        self._remember(address, given)
        return Caller(address, scope)

    async def look_up(self) -> None:
        """Know the tokens before the first request; a keyring takes most of a second to load."""
        await self._ask_again()

    def forget_tokens(self) -> None:
        """They have changed: ask for them at the next request; from any thread."""
        with self._changing:
            self._asked = None
            self._digests = {}
            self.renewals += 1

    def keep_up(self) -> None:
        """Look the tokens up once more where that was long ago; nobody waits for it."""
        asked = self._asked
        if self._asking is None and (asked is None or self._monotonic() - asked > _LOOK_AGAIN_S):
            self._ask_soon()

    # -- the browser's session --------------------------------------------------------------------------

    @property
    def can_open_sessions(self) -> bool:
        """Whether there is a token for reading, on which every session hangs."""
        return Scope.READ in self._digests

    def session(self, now: float) -> str:
        """A cookie that lets its browser read, for as long as the token for reading is the same."""
        until = f"{now + SESSION_S:.0f}"
        return f"{until}.{self._signature(until)}"

    async def reads(self, cookie: str, now: float) -> bool:
        """Whether this is a cookie of ours that still holds."""
        self.keep_up()
        if not self._digests:
            await self._ask_again()
        until, _, signature = cookie.partition(".")
        key = self._digests.get(Scope.READ)
        right = hmac.compare_digest(signature.encode(), self._signature(until).encode())
        return key is not None and right and until.isdecimal() and now < int(until)

    def _signature(self, until: str) -> str:
        key = self._digests.get(Scope.READ, b"")
        return urlsafe_b64encode(hmac.digest(key, until.encode(), "sha256")).decode().rstrip("=")

    # -- tokens ------------------------------------------------------------------------------------------

    def _scope_of(self, given: bytes) -> Scope | None:
        """All are compared, each in constant time: how long it takes says nothing of which was near."""
        found = None
        if hmac.compare_digest(given, self._own or b"-"):
            found = Scope.READ
        for scope in Scope:
            if hmac.compare_digest(given, self._digests.get(scope, b"-")):
                found = scope
        return found

    async def _ask_again(self) -> bool:
        """Whether the tokens were looked up once more; those who come meanwhile wait for the same look."""
        asking = self._asking
        if asking is None:
            if self._asked is not None and self._monotonic() - self._asked < _ASK_AGAIN_S:
                return False
            asking = self._ask_soon()
        await asyncio.wait([asking], timeout=_KEYRING_S)
        return asking.done()

    def _ask_soon(self) -> asyncio.Future[None]:
        self._asked = self._monotonic()
        asking = self._asking = asyncio.ensure_future(self._ask())
        return asking

    async def _ask(self) -> None:
        try:
            while not self._took(self.renewals, await asyncio.to_thread(self._load)):
                pass
            self._trouble = ""
        except HmiError as error:
            if str(error) != self._trouble:  # once, and not every 10 s
                _log.warning("the tokens of the remote face are not known: %s", error)
            self._trouble = str(error)
        finally:
            self._asking = None

    def _took(self, renewals: int, found: Mapping[Scope, bytes]) -> bool:
        """Whether these are those of now: they may be the ones from before a renewal."""
        with self._changing:
            if self.renewals != renewals:
                return False
            if self._digests and found != self._digests:
                self.renewals += 1
            self._digests = found
            return True

    def _remember(self, address: str, given: bytes) -> None:
        self._known[address, given] = None
        self._known.move_to_end((address, given))
        while len(self._known) > _MOST_KNOWN:
            self._known.popitem(last=False)
