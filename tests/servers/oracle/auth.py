"""The login: O5LOGON with the 12c verifier, as the database's side of it.

Both sides derive a session key from the password, and the client sends the password under that key as proof.
Source: ``impl/thin/messages/auth.pyx`` in the driver's sdist.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from tests.servers.oracle.engine import OraError, SqlDatabase, SqlSession
from tests.servers.oracle.faults import Faults
from tests.servers.oracle.primitives import ProtocolError, Reader
from tests.servers.oracle.replies import parameters, status

_FUNCTION, _PHASE_ONE, _PHASE_TWO = 3, 118, 115
_VERIFIER_12C = 0x4815
_VERIFIER_ROUNDS, _KEY_ROUNDS = 4096, 3
_VERSION = 19 << 24 | 24 << 16
_BLOCK = 16


def log_in(
    reader: Reader, send: Callable[[bytes], None], database: SqlDatabase, faults: Faults, session_id: int
) -> SqlSession:
    """Both phases of a login, up to but without the last answer's failure.

    Raises:
        OraError: the login is refused; to be sent, and the connection closed.
    """
    user, _ = _read_phase(reader, _PHASE_ONE)
    exchange = _Exchange(database.verifier(user))
    send(parameters(exchange.challenge()) + status(in_transaction=False))
    user, answer = _read_phase(reader, _PHASE_TWO)
    matches = exchange.is_answered_by(answer)
    if code := faults.code_of("ora-login"):
        raise OraError(code, "the login fails on purpose")
    session = database.log_in(user, password_matches=matches)
    pairs = [
        ("AUTH_VERSION_NO", str(_VERSION), 0),
        ("AUTH_SESSION_ID", str(session_id), 0),
        ("AUTH_SERIAL_NUM", str(session_id & 0xFFFF), 0),
        ("AUTH_MAX_OPEN_CURSORS", "300", 0),  # without it the driver caches no statements
        ("AUTH_MAX_IDEN_LENGTH", "128", 0),
        ("AUTH_SVR_RESPONSE", exchange.proof(), 0),
    ]
    send(parameters(pairs) + status(in_transaction=False))
    return session


def _read_phase(reader: Reader, function: int) -> tuple[str, dict[str, str]]:
    """The user and the pairs of one phase."""
    if (reader.u8(), reader.u8()) != (_FUNCTION, function):
        raise ProtocolError("no login where one was due")
    reader.skip("11uu1")  # sequence, user's length and mode
    count = reader.ub()
    reader.skip("11")
    user = (reader.clr() or b"").decode()
    pairs = {}
    for _ in range(count):
        key, value = reader.dalc(), reader.dalc()
        reader.ub()
        pairs[key.decode()] = value.decode()
    return user, pairs


class _Exchange:
    """The keys of one login; without a password (no such user) nothing can match."""

    def __init__(self, password: str | None) -> None:
        self._password = password
        self._salt = secrets.token_bytes(16)
        self._key_salt = secrets.token_bytes(16)
        self._own_half = secrets.token_bytes(32)
        self._verifier = self._derive_verifier()
        self._session_key = b""

    def _derive_verifier(self) -> bytes:
        if self._password is None:
            return secrets.token_bytes(32)
        salt = self._salt + b"AUTH_PBKDF2_SPEEDY_KEY"
        key = hashlib.pbkdf2_hmac("sha512", self._password.encode(), salt, _VERIFIER_ROUNDS, 64)
        return hashlib.sha512(key + self._salt).digest()[:32]

    def challenge(self) -> list[tuple[str, str, int]]:
        """What phase one answers."""
        return [
            ("AUTH_SESSKEY", _encrypt(self._verifier, self._own_half).hex().upper(), 0),
            ("AUTH_VFR_DATA", self._salt.hex().upper(), _VERIFIER_12C),
            ("AUTH_PBKDF2_CSK_SALT", self._key_salt.hex().upper(), 0),
            ("AUTH_PBKDF2_VGEN_COUNT", str(_VERIFIER_ROUNDS), 0),
            ("AUTH_PBKDF2_SDER_COUNT", str(_KEY_ROUNDS), 0),
        ]

    def is_answered_by(self, answer: dict[str, str]) -> bool:
        """Whether phase two brings the password."""
        if "AUTH_SESSKEY" not in answer or "AUTH_PASSWORD" not in answer:
            raise ProtocolError("a login without a password")
        other_half = _decrypt(self._verifier, bytes.fromhex(answer["AUTH_SESSKEY"]))[:32]
        both = (other_half + self._own_half).hex().upper().encode()
        self._session_key = hashlib.pbkdf2_hmac("sha512", both, self._key_salt, _KEY_ROUNDS, 32)
        padded = _decrypt(self._session_key, bytes.fromhex(answer["AUTH_PASSWORD"]))[_BLOCK:]
        return self._password is not None and padded[: -padded[-1]] == self._password.encode()

    def proof(self) -> str:
        """What shows the client that the server knew the password too."""
        text = secrets.token_bytes(_BLOCK) + b"SERVER_TO_CLIENT" + bytes((_BLOCK,)) * _BLOCK
        return _encrypt(self._session_key, text).hex().upper()


def _encrypt(key: bytes, data: bytes) -> bytes:
    encryptor = Cipher(algorithms.AES(key), modes.CBC(bytes(_BLOCK))).encryptor()
    return encryptor.update(data) + encryptor.finalize()


def _decrypt(key: bytes, data: bytes) -> bytes:
    decryptor = Cipher(algorithms.AES(key), modes.CBC(bytes(_BLOCK))).decryptor()
    return decryptor.update(data) + decryptor.finalize()
