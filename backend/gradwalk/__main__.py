"""The command line: `gradwalk serve`, `record`, `settings` and `doctor`."""

import argparse
import asyncio
import contextlib
import os
import signal
import socket
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import uvicorn
from pydantic import ValidationError

from . import arenas, logs
from .commands.bar import Bar
from .commands.kinds import KINDS, LOOKS, kind_of, misplaced
from .commands.record import Job, Shown, problem, recorded
from .commands.settings import table
from .doctor import examine
from .errors import GradwalkError, StoreError
from .policy.violation import RefusedError
from .recording.recording import Options
from .settings import Settings
from .store.store import Store
from .web.app import create_app
from .web.patience import protocol
from .web.rates import RateStorageError
from .web.service import service

_GRACE_SECONDS = 3
_BAD_USAGE = 2
_ENDED_OTHERWISE = 3
_INTERRUPTED = 130
_STATUSES = (
    "status: 0 the program finished, 3 it ended otherwise and that is written, 2 it was not run, 1 Gradwalk failed, "
    "130 Ctrl-C"
)


def main() -> None:
    """Read the command line and do what it says."""
    parser = argparse.ArgumentParser(
        prog="gradwalk", description="Walk a PyTorch program's autograd graph step by step."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    serve = _command(commands, "serve", "serve the playground, the embed and the REST API", "--port 8080")
    serve.add_argument("--host", help="the address to listen on (GRADWALK_HOST, else 127.0.0.1)")
    serve.add_argument("--port", type=int, help="the port to listen on (GRADWALK_PORT, else 8000)")
    serve.add_argument("--reload", action="store_true", help="start anew when the code changes")
    serve.set_defaults(run=_serve)
    says = "say which layers of the sandbox hold, and what else the service lacks"
    _command(commands, "doctor", says, "").set_defaults(run=_doctor)
    says = "print every setting, its value and what it does; each is an environment variable"
    _command(commands, "settings", says, "", "| grep RATE").set_defaults(run=_print_settings)
    says = "run a program in the sandbox and write its recording, a picture of it, or a page that plays it"
    examples = (
        "program.py -o graph.json",
        "program.py -o walk.html",
        "program.py -o graph.svg --step 12 --theme dark --lang zh",
        "program.py -o slides.anim.svg --from 4 --to 12",
    )
    record = _command(commands, "record", says, *examples, "mine.py -o graph.pdf --trust")
    record.epilog = f"{record.epilog}\n\n{_STATUSES}"
    record.add_argument("program", type=Path, help="the program, in Python")
    record.add_argument("-o", "--output", type=Path, required=True, help=f"the file to write: .{', .'.join(KINDS)}")
    record.add_argument("--seed", type=int, default=0, help="for torch's, numpy's and Python's generators (0)")
    record.add_argument("--max-values", type=int, default=64, help="elements kept of a value (64)")
    record.add_argument("--step", type=int, help="the graph after so many steps (all), or where HTML begins (1)")
    for name, which in (("from", "first; where backward begins"), ("to", "last; where backward ends")):
        record.add_argument(f"--{name}", type=int, help=f"the step that .anim.svg shows {which}, if absent")
    record.add_argument("--theme", choices=("light", "dark"), help="light, or that of the reader's system in HTML")
    record.add_argument("--lang", choices=("en", "zh"), help="en, or that of the reader's browser in HTML")
    record.add_argument("--trust", action="store_true", help="run it in this process, with every right that you have")
    record.add_argument("--quiet", action="store_true", help="do not draw on a terminal how far it has come")
    record.set_defaults(run=_record)
    arguments = parser.parse_args()
    arguments.run(arguments)


def _command(commands: Any, name: str, says: str, *examples: str) -> argparse.ArgumentParser:
    shown = "\n".join(f"  gradwalk {name} {example}".rstrip() for example in examples)
    made: argparse.ArgumentParser = commands.add_parser(
        name,
        help=says,
        description=f"{says[0].upper()}{says[1:]}.",
        epilog=f"examples:\n{shown}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    return made


def _print_settings(_: argparse.Namespace) -> None:
    print("\n".join(table(_settings())))


def _record(arguments: argparse.Namespace) -> None:
    job, ran = _job(arguments), None
    try:
        with Bar(quiet=arguments.quiet, alone=arguments.trust) as bar:
            # What is logged goes where stderr leads now.
            settings = _settings()
            if arguments.trust:
                bar.say("loading torch")
                with _uninterrupted():
                    # It is loaded for one who asks for it alone.
                    from .trusted import trusted

                ran = trusted(job.source, job.options, bar.told)
            recording = asyncio.run(recorded(job, settings, bar, ran))
    except RefusedError as error:
        _stop(problem(error), _BAD_USAGE)
    except (GradwalkError, OSError) as error:
        _stop(problem(error))
    except KeyboardInterrupt:
        _stop("Interrupted.", _INTERRUPTED)
    outcome = recording.outcome
    if outcome.kind != "finished":
        detail = f", {outcome.detail}" if outcome.detail else ""
        words = f"The program ended: {outcome.kind}{detail}. {job.output} has all up to there."
        _stop(words, _ENDED_OTHERWISE)


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C counts at the end of this: what is raised while a module is being loaded may be lost on the way."""
    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed:
        raise KeyboardInterrupt


def _job(arguments: argparse.Namespace) -> Job:
    """What is asked for, if it makes sense; nothing has been run when it does not."""
    output: Path = arguments.output
    kind = kind_of(output.name)
    if kind is None:
        ends = ", ".join(f".{kind}" for kind in KINDS)
        _stop(f"{output}: no recording is written as {output.suffix or 'that'}; it is one of {ends}.", _BAD_USAGE)
    said = {name: value for name in LOOKS if (value := getattr(arguments, name)) is not None}
    problems = misplaced(kind, said)
    if problems:
        _stop("\n".join(problems), _BAD_USAGE)
    if not output.parent.is_dir():
        _stop(f"{output}: there is no folder {output.parent}.", _BAD_USAGE)
    try:
        source = arguments.program.read_text(encoding="utf-8")
        options = Options(seed=arguments.seed, max_values=arguments.max_values)
        return Job(source, options, kind, Shown.model_validate(said), output)
    except (OSError, UnicodeError) as error:
        _stop(f"{arguments.program}: {getattr(error, 'strerror', None) or error}.", _BAD_USAGE)
    except ValidationError as error:
        _stop(
            "\n".join(f"--{'-'.join(map(str, row['loc'])).replace('_', '-')}: {row['msg']}" for row in error.errors()),
            _BAD_USAGE,
        )


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
