"""``hmi api``: the tokens with which other programs ask the station."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

import typer

from hmi.api.face import is_installed
from hmi.cli.noted import note
from hmi.cli.options import DataDirOption, DemoOption, folder_of, is_demo
from hmi.config.api_tokens import RENEWED, ApiTokens, Scope
from hmi.config.settings import Settings, environment_of
from hmi.model.errors import HmiError, UsageError
from hmi.remote import RemoteState
from hmi.station import Station

app = typer.Typer(help="Let other programs ask the station: its tokens.", no_args_is_help=True)


@app.command("token")
def token(
    context: typer.Context,
    scope: Annotated[Scope, typer.Argument(help="What it allows; who may command may also read.")],
    data_dir: DataDirOption = None,
    demo: DemoOption = False,
) -> None:
    """Make a new token and print it, once; the one before is worth nothing from then on.

    A running station takes it within seconds. Only its digest is kept, in the system's keyring; where there
    is none, set HMI_API_READ_TOKEN and HMI_API_COMMAND_TOKEN instead.
    """
    folder = folder_of(context, data_dir, demo=demo)
    tokens = ApiTokens(folder, environment_of(demo=is_demo(context, demo)))
    typer.echo(tokens.renew(scope))
    note(folder, RENEWED[scope])


def with_api(settings: Settings) -> Settings:
    """The settings with the remote face switched on.

    Raises:
        UsageError: it is not part of this installation.
    """
    if not is_installed():
        raise UsageError("--api needs the web server: install it with 'pip install lineside-hmi[api]'")
    return replace(settings, api=replace(settings.api, enabled=True))


def remote_lines(station: Station) -> Iterator[str]:
    """What to say of the remote face after a start; tokens that are made are shown here, and never again."""
    remote = station.remote
    if remote is None:
        return
    status = remote.status()
    if status.state is RemoteState.FAILED:
        yield f"hmi: other programs do not reach the station: {status.error}"
    if status.state is not RemoteState.LISTENING:
        return
    yield f"Other programs reach the station at {status.url}"
    for scope in Scope:
        try:
            if not remote.has_token(scope):
                yield f"Token to {scope}, shown only now: {remote.renew_token(scope)}"
        except HmiError as error:
            yield f"hmi: no token to {scope}: {error}"
