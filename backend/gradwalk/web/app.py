"""The web application."""

import logging
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from importlib.metadata import version

from fastapi import FastAPI
from starlette_compress import CompressMiddleware

from ..metrics import Metrics
from ..settings import Settings
from ..store.store import Store
from . import failures, openapi
from .body import BodyLimit
from .headers import Headers
from .hosts import OwnNamesOnly
from .log import RequestLog
from .opaque import OpaqueFrames
from .rates import RateLimit, storage
from .routes import documentation, examples, exports, graphs, health, measures, oembed, pages, runs, schema, slices
from .service import Service, service

_LOG = logging.getLogger("gradwalk")
_ABOUT = (
    "Runs a PyTorch program in a sandbox, records every forward operation and every step of backward, and answers the "
    "recording. Every answer that is not a success is a problem (RFC 9457, `application/problem+json`)."
)

Connect = Callable[[Metrics], AbstractAsyncContextManager[Service]]


def create_app(settings: Settings | None = None, connect: Connect | None = None) -> FastAPI:
    """The application.

    Args:
        settings: the operator's choices; read from the environment if None.
        connect: starts what stands behind the routes, when the server starts; None: the sandbox and the database.

    Raises:
        StoreError: if the database's URL is none, or needs a driver that is not installed.
        RateStorageError: if that of the place where requests are counted is none, or needs a library that is not.
    """
    chosen = settings or Settings()
    start = connect or partial(service, chosen, Store(chosen.database_url), _LOG.info, _LOG.error)
    metrics = Metrics()
    # Without a sandbox nobody's page but ours may have anything run.
    key = None if chosen.sandbox == "off" else chosen.frame_key or secrets.token_urlsafe(24)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with start(metrics) as running:
            app.state.service = running
            yield

    app = FastAPI(
        title="Gradwalk",
        version=version("gradwalk"),
        description=_ABOUT,
        lifespan=lifespan,
        # Their pages load scripts from elsewhere, which the content security policy forbids; ours has none.
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        separate_input_output_schemas=False,
    )
    app.state.trusted_proxies = chosen.trusted_proxies
    app.state.public_url = chosen.public_url
    app.state.metrics = metrics
    app.state.metrics_for = chosen.metrics
    failures.install(app)
    for routes in (exports, graphs, runs, slices, schema, documentation, examples, oembed, health, measures):
        app.include_router(routes.router)
    app.router.routes.extend(pages.routes(chosen.frontend, key))
    told = (graphs, runs, slices, exports, examples, schema, oembed, health)
    app.openapi = openapi.describe(app, [routes.router for routes in told])  # type: ignore[method-assign] # FastAPI's documented way
    app.add_middleware(BodyLimit, limit=chosen.body_bytes, seconds=chosen.body_seconds)
    app.add_middleware(CompressMiddleware, minimum_size=1024, gzip_level=6, brotli=False)
    app.add_middleware(
        RateLimit,
        runs=chosen.runs_per_minute,
        pictures=chosen.pictures_per_minute,
        reads=chosen.reads_per_minute,
        storage=storage(chosen.rate_storage),
    )
    app.add_middleware(failures.LastResort)
    if chosen.sandbox == "off":
        app.add_middleware(OwnNamesOnly, host=chosen.host)
    app.add_middleware(OpaqueFrames, key=key)
    app.add_middleware(Headers)
    app.add_middleware(RequestLog, metrics=metrics, trusted=chosen.trusted_proxies)
    return app
