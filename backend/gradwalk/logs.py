"""What the server writes to its log: events with their fields, a line each, for people or for programs."""

import logging
from typing import Literal

import structlog
from structlog.types import Processor

Format = Literal["text", "json"]

_SHARED: tuple[Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)


def configure(format: Format) -> None:  # noqa: A002 - the name of the setting
    """Have everything that is logged, by whatever library, written to stderr in one format.

    No event carries a program's text or a client's address.
    """
    render: Processor = structlog.dev.ConsoleRenderer(colors=False, pad_event_to=0)
    last: tuple[Processor, ...] = (render,)
    if format == "json":
        last = (structlog.processors.format_exc_info, structlog.processors.JSONRenderer())
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_SHARED, processors=(structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last)
    )
    handler = logging.StreamHandler()
    handler.setFormatter(formatter)
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("gradwalk").setLevel(logging.INFO)
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
