"""A look at the own remote face from outside, by the way other programs take."""

from __future__ import annotations

import http.client
import json
import ssl
from urllib.parse import urlsplit

from hmi.config.settings import ApiSettings
from hmi.model.errors import HmiError
from hmi.remote import RemoteAnswer

_TIMEOUT_S = 5.0


def probe(url: str, token: str, settings: ApiSettings) -> RemoteAnswer:
    """Ask for the status and say what came.

    Raises:
        HmiError: no connection, or an answer that is none of this station.
    """
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or 0
    connection: http.client.HTTPConnection
    if settings.certificate is None:
        connection = http.client.HTTPConnection(host, port, timeout=_TIMEOUT_S)
    else:
        connection = http.client.HTTPSConnection(host, port, timeout=_TIMEOUT_S, context=_trusting(settings))
    try:
        connection.request("GET", "/api/status", headers={"Authorization": f"Bearer {token}"})
        answer = connection.getresponse()
        text = answer.read()
    except (OSError, http.client.HTTPException) as error:
        raise HmiError(f"{url} does not answer ({error}): a firewall may keep it back") from error
    finally:
        connection.close()
    if answer.status != http.client.OK:
        raise HmiError(f"{url} answers {answer.status}: another program may listen there")
    try:
        status = json.loads(text)
        return RemoteAnswer(url, status["station"], len(status["groups"]))
    except (ValueError, TypeError, KeyError) as error:
        raise HmiError(f"{url} answers, but not as this station: another program listens there") from error


def _trusting(settings: ApiSettings) -> ssl.SSLContext:
    """The certificate itself is trusted, for whatever name it was made: it is our own."""
    context = ssl.create_default_context(cafile=settings.certificate)
    context.check_hostname = False
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN  # the file need not have the root
    return context
