"""From exceptions to problems. No exception's trace ever leaves the server."""

import logging
from collections.abc import Sequence

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..errors import (
    LayoutError,
    NoJacobianError,
    PictureTooLargeError,
    PlayerNotBuiltError,
    SandboxBusyError,
    SandboxError,
    StoreError,
)
from ..policy.violation import RefusedError
from .problems import Fault, InvalidPart, of_status

_LOG = logging.getLogger("gradwalk")
_SENTENCES = {
    400: "The body must be one JSON object in UTF-8.",
    404: "There is nothing at this address.",
    405: "This address takes other methods; see the Allow header.",
}
_SHOWN_ERRORS = 20
_OWN = (RefusedError, NoJacobianError, PictureTooLargeError, PlayerNotBuiltError, LayoutError, SandboxError, StoreError)
_RETRY_SECONDS = 5


class FaultError(HTTPException):
    """A route's way to answer with a problem. The framework lets these pass where it catches other exceptions."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.status, fault.detail)
        self.fault = fault


def install(app: FastAPI) -> None:
    """Have the app answer with a problem whatever is raised."""

    async def answer(request: Request, error: Exception) -> Response:
        return fault_of(error).response(request.url.path)

    for kind in (*_OWN, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, answer)


def fault_of(error: Exception) -> Fault:
    """The problem that an exception is."""
    match error:
        case FaultError():
            return error.fault
        case RefusedError():
            count = len(error.violations)
            detail = f"{count} place{'s' if count > 1 else ''} in the program must change before it is run."
            return Fault("refused", 422, detail, violations=error.violations)
        case NoJacobianError():
            return Fault("no-jacobian", 422, str(error), reason=error.reason)
        case PictureTooLargeError():
            detail = f"It is not drawn: {error}. The player shows it, and draws what is in view."
            return Fault("too-large-to-draw", 422, detail)
        case PlayerNotBuiltError():
            return Fault("pages-not-built", 503, f"The file was not made: {error}.")
        case LayoutError():
            _LOG.error("a picture: %s", error)
            detail = f"The picture was not made: {error}. Try again in {_RETRY_SECONDS} s."
            return Fault("drawing-failed", 503, detail, {"Retry-After": str(_RETRY_SECONDS)})
        case SandboxBusyError():
            detail = f"Every runner is busy and the queue is full. Try again in {error.retry_after} s."
            return Fault("busy", 503, detail, {"Retry-After": str(error.retry_after)})
        case SandboxError():
            _LOG.error("the sandbox: %s", error)
            retry = {"Retry-After": str(_RETRY_SECONDS)}
            return Fault("sandbox-unavailable", 503, f"The sandbox cannot run the program: {error}.", retry)
        case StoreError():
            _LOG.error("the store: %s", error)
            detail = f"The database does not answer. Try again in {_RETRY_SECONDS} s; the server's log says why, and what to do."
            return Fault("store-unavailable", 503, detail, {"Retry-After": str(_RETRY_SECONDS)})
        case RequestValidationError():
            return _invalid(error.errors())
        case HTTPException():
            return of_status(error.status_code, _SENTENCES.get(error.status_code, error.detail), error.headers)
        case _:
            return Fault("internal", 500, "Something failed that should not have; the server's log says what.")


def _invalid(errors: Sequence[dict[str, object]]) -> Fault:
    parts = tuple(_invalid_part(error) for error in errors[:_SHOWN_ERRORS])
    if any(error["type"] == "json_invalid" for error in errors):
        return Fault("malformed-json", 400, _SENTENCES[400])
    detail = "; ".join(f"{part.pointer or 'the body'}: {part.detail}" for part in parts)
    return Fault("invalid-request", 422, detail, errors=parts)


def _invalid_part(error: dict[str, object]) -> InvalidPart:
    location = error.get("loc")
    names = [str(name) for name in location] if isinstance(location, tuple | list) else []
    inside = names[1:] if names[:1] == ["body"] else names
    pointer = "".join("/" + name.replace("~", "~0").replace("/", "~1") for name in inside)
    return InvalidPart(pointer=pointer[:200], detail=str(error.get("msg", "is wrong")))


class LastResort:
    """ASGI middleware: what nobody expected becomes a problem here, and its trace goes to the log."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; answer for it if nobody else did."""
        started = False

        async def sent(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, sent)
        except Exception as error:
            if scope["type"] != "http" or started:
                raise
            _LOG.exception("%s %r failed", scope["method"], scope["path"])
            await fault_of(error).response(scope["path"])(scope, receive, send)
