"""A client of the remote face as other programs are: real requests, each over a connection of its own."""

from __future__ import annotations

import http.client
import json
import ssl
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, urlsplit

PATIENCE_S = 30.0
PROBLEM = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; names of headers in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def code(self) -> str:
        """Of an error, which has the one form."""
        assert self.headers["content-type"] == PROBLEM, self.body
        assert set(self.json) == {"status", "code", "title", "detail"}
        assert self.json["status"] == self.status
        return str(self.json["code"])

    @property
    def detail(self) -> str:
        return str(self.json["detail"])


@dataclass(frozen=True, slots=True)
class Client:
    """Asks at ``url`` with a token; a blank one is left out."""

    url: str
    token: str = ""
    context: ssl.SSLContext | None = None
    source: str = "127.0.0.1"
    """The address it comes from."""

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, headers)

    def post(self, path: str, **headers: str) -> Answer:
        return self.ask("POST", path, headers)

    def ask(self, method: str, path: str, headers: dict[str, str] | None = None, body: Any = None) -> Answer:
        """One request; the path is sent as it stands."""
        parts = urlsplit(self.url)
        host, port = parts.hostname or "", parts.port or 0
        connection = (
            http.client.HTTPConnection(host, port, PATIENCE_S, (self.source, 0))
            if parts.scheme == "http"
            else http.client.HTTPSConnection(host, port, timeout=PATIENCE_S, context=self.context)
        )
        bearer = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        with closing(connection):
            connection.request(method, path, body, bearer | (headers or {}))
            answer = connection.getresponse()
            names = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, names, answer.read())

    def with_token(self, token: str) -> Client:
        return replace(self, token=token)


def group_path(name: str, action: str) -> str:
    """Where a group is asked for or commanded."""
    return f"/api/polling/groups/{quote(name, safe='')}/{action}"
