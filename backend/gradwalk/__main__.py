"""The command line: `gradwalk serve` and `gradwalk doctor`."""

import argparse
import asyncio
import contextlib
import os
import socket
import sys
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import uvicorn
from pydantic import ValidationError

from . import arenas, logs
from .doctor import examine
from .errors import StoreError
from .settings import Settings
from .store.store import Store
from .web.app import create_app
from .web.patience import protocol
from .web.rates import RateStorageError
from .web.service import service

_GRACE_SECONDS = 3
_BAD_USAGE = 2


def main() -> None:
    """Read the command line and do what it says."""
    parser = argparse.ArgumentParser(
        prog="gradwalk", description="Walk a PyTorch program's autograd graph step by step."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    serve = commands.add_parser("serve", help="serve the playground, the embed and the REST API")
    serve.add_argument("--host", help="the address to listen on (GRADWALK_HOST, else 127.0.0.1)")
    serve.add_argument("--port", type=int, help="the port to listen on (GRADWALK_PORT, else 8000)")
    serve.add_argument("--reload", action="store_true", help="start anew when the code changes")
    serve.set_defaults(run=_serve)
    doctor = commands.add_parser("doctor", help="say which layers of the sandbox hold, and what else the service lacks")
    doctor.set_defaults(run=_doctor)
    arguments = parser.parse_args()
    arguments.run(arguments)


def _doctor(_: argparse.Namespace) -> None:
    settings = _settings()
    if not asyncio.run(examine(settings, print)):
        sys.exit(1)


def _settings(**given: Any) -> Settings:
    try:
        settings = Settings(**given)
    except ValidationError as error:
        _stop("\n".join(_sentence(problem["loc"], problem["msg"]) for problem in error.errors()), _BAD_USAGE)
    logs.configure(settings.log)
    return settings


def _serve(arguments: argparse.Namespace) -> None:
    settings = _settings(
        **{name: value for name in ("host", "port") if (value := getattr(arguments, name)) is not None}
    )
    if arguments.reload:
        _serve_reloading(settings)
    else:
        _serve_once(settings)


def _serve_once(settings: Settings) -> None:
    arenas.limit()
    try:
        store = Store(settings.database_url)
    except StoreError as error:
        _stop(str(error), _BAD_USAGE)
    listener = _listen(settings.host, settings.port)
    unavailable: list[str] = []

    def give_up(reason: str) -> None:
        unavailable.append(reason)
        server.should_exit = True

    try:
        app = create_app(settings, partial(service, settings, store, _say, give_up))
    except RateStorageError as error:
        _stop(str(error), _BAD_USAGE)
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            http=protocol(settings.head_seconds, settings.write_seconds, settings.connections),
            server_header=False,
            # Who is asking is read in one place, from the proxies that are trusted.
            proxy_headers=False,
            timeout_graceful_shutdown=_GRACE_SECONDS,
        )
    )
    _say(f"Gradwalk is at {_address(listener)} and loads torch meanwhile. Ctrl-C ends it.")
    # uvicorn ends in order on Ctrl-C, and then raises it again.
    with contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[listener])
    if unavailable:
        _stop(f"Programs cannot be run: {unavailable[0]}. See 'Safety' in the README.")


def _serve_reloading(settings: Settings) -> None:
    os.environ.update(GRADWALK_HOST=settings.host, GRADWALK_PORT=str(settings.port))
    uvicorn.run(
        "gradwalk.web.app:create_app",
        factory=True,
        host=settings.host,
        port=settings.port,
        reload=True,
        reload_dirs=[str(Path(__file__).parent)],
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        _stop(
            f"Cannot listen on {host}, port {port}: {error.strerror or error}. Choose another with --host and --port."
        )


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _sentence(location: tuple[int | str, ...], message: str) -> str:
    name = "_".join(str(part) for part in location).upper()
    return f"GRADWALK_{name}: {message}" if name else message.removeprefix("Value error, ")


def _say(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


def _stop(sentence: str, status: int = 1) -> NoReturn:
    _say(sentence)
    sys.exit(status)


if __name__ == "__main__":
    main()
