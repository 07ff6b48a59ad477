"""Everything that an operator may choose, read once from the environment."""

import ipaddress
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from .sandbox.limits import Limits
from .sandbox.settings import SandboxSettings

_PAGES = Path(__file__).resolve().parents[2] / "frontend" / "dist"
_RUN = Limits()
_SANDBOX = SandboxSettings()

_ORIGIN = r"^https?://[A-Za-z0-9._\[\]:-]+$"

Positive = Annotated[int, Field(gt=0)]
Seconds = Annotated[float, Field(gt=0)]
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Networks = Annotated[
    tuple[Network, ...], NoDecode, BeforeValidator(lambda given: given.split(",") if isinstance(given, str) else given)
]


class Settings(BaseSettings):
    """The settings; each is the environment variable GRADWALK_ and its name in capitals.

    `sandbox=off` runs programs with every right of the server's user. It has to be asked for, and the server then listens
    on this machine alone. `ready_seconds` is how long a request waits for a sandbox that is still starting.

    Raises:
        pydantic.ValidationError: if a value is none of its kind, or two do not go together.
    """

    model_config = SettingsConfigDict(
        env_prefix="GRADWALK_", frozen=True, extra="ignore", use_attribute_docstrings=True
    )

    host: str = "127.0.0.1"
    """The address to listen on."""
    port: Annotated[int, Field(ge=0, le=65_535)] = 8000
    """The port to listen on."""
    database_url: str = "sqlite:///gradwalk.sqlite3"
    """Where recordings are kept: any database that SQLAlchemy knows, by URL."""
    frontend: Path = _PAGES
    """The folder with the built pages."""
    trusted_proxies: Networks = ()
    """Networks whose X-Forwarded-For is believed, with commas between them."""
    public_url: Annotated[str | None, Field(pattern=_ORIGIN)] = None
    """How readers reach the server, for the links that it gives away, as https://gradwalk.example; else as each request says."""
    frame_key: Annotated[str, Field(min_length=16, max_length=200, pattern=r"^[A-Za-z0-9_-]+$")] | None = None
    """What lets sandboxed frames run the program in their link: the same on servers of one name; else made at each start."""
    log: Literal["text", "json"] = "text"
    """How the log is written: for people, or as JSON."""
    metrics: Literal["here", "everywhere", "nowhere"] = "here"
    """Who may read /metrics: this machine, everyone, nobody."""

    sandbox: Literal["on", "off"] = "on"
    """off runs programs with every right of the server: for this machine alone."""
    places: Positive = _SANDBOX.places
    """How many programs run at a time."""
    queue: Annotated[int, Field(ge=0)] = _SANDBOX.queue
    """How many more may wait."""
    start_seconds: Seconds = _SANDBOX.start_seconds
    """How long the sandbox may take to start."""
    ready_seconds: Seconds = 30.0
    """How long a request waits for a sandbox that is still starting."""

    runs_per_minute: Positive = 600
    """How many programs one address may send a minute; a class of sixty may share one."""
    pictures_per_minute: Positive = 300
    """How many PNGs, PDFs and moving pictures one address may ask for a minute."""
    reads_per_minute: Positive = 6000
    """How many other requests one address may make a minute."""
    rate_storage: str = "memory://"
    """Where requests are counted: memory://, or redis://host:6379 for several servers."""
    run_seconds_per_minute: Seconds | None = None
    """How long all runs of a minute may take together; no limit, if empty."""
    connections: Positive = 1000
    """How many clients may be connected at a time."""
    head_seconds: Seconds = 10.0
    """How long a request's headers may take to arrive."""
    body_seconds: Seconds = 10.0
    """How long a request's body may take to arrive."""
    write_seconds: Seconds = 30.0
    """How long a client may take to read what was sent before more is."""

    body_bytes: Positive = 256 * 1024
    """How many bytes the body of a request may have."""
    wall_seconds: Seconds = _RUN.wall_seconds
    """How long a run may take by the clock."""
    cpu_seconds: Positive = _RUN.cpu_seconds
    """How many whole seconds of processor a run may take."""
    memory_bytes: Positive = _RUN.memory_bytes
    """How much memory a run may take beside torch itself."""
    recording_bytes: Positive = _RUN.recording_bytes
    """How many bytes a recording may have."""
    steps: Positive = _RUN.steps
    """How many steps a recording may have."""
    functions: Positive = _RUN.functions
    """How many functions a recording may have."""
    printed_bytes: Positive = _RUN.printed_bytes
    """How much a program may print."""

    @model_validator(mode="after")
    def _unlocked_only_at_home(self) -> "Settings":
        if self.sandbox == "off" and not _is_loopback(self.host):
            raise ValueError(
                f"GRADWALK_SANDBOX=off lets every program do what the server may do, so it only goes with a loopback address, "
                f"not with {self.host}: use --host 127.0.0.1, or leave the sandbox on"
            )
        return self

    @property
    def limits(self) -> Limits:
        """What one run may use."""
        return Limits(
            wall_seconds=self.wall_seconds,
            cpu_seconds=self.cpu_seconds,
            memory_bytes=self.memory_bytes,
            recording_bytes=self.recording_bytes,
            steps=self.steps,
            functions=self.functions,
            printed_bytes=self.printed_bytes,
        )

    @property
    def sandbox_settings(self) -> SandboxSettings:
        """The choices that hold for the life of the sandbox."""
        return SandboxSettings(
            locked=self.sandbox == "on",
            places=self.places,
            queue=self.queue,
            start_seconds=self.start_seconds,
            run_seconds=self.run_seconds_per_minute,
        )


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
