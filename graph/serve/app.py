"""The web application: routes, headers and limits of requests. The answers come from worker processes."""

from __future__ import annotations

import asyncio
import html
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from .guard import Guard
from .messages import KINDS, Fault, Job, Reply, Settings
from .negotiation import NAMED, TRIPLES, preferred
from .pool import Pool, current
from .protocol import operation

Handler = Callable[[Request], Awaitable[Response]]

_DRAWING_SECONDS = 120.0
"""The whole network is drawn once for each snapshot and may take so long."""
_HOPS = ("1", "2", "3")
_CHARSET = MappingProxyType({"text/csv": "; charset=utf-8", "text/tab-separated-values": "; charset=utf-8"})


class Application:
    """The handlers of the routes, over a pool of workers."""

    def __init__(self, settings: Settings, pool: Pool) -> None:
        self._settings = settings
        self._limits = settings.limits
        self._pool = pool
        self._kept: dict[str, tuple[int | None, Reply]] = {}
        self._making: dict[str, asyncio.Lock] = {}

    def routes(self) -> list[Route]:
        """Return the routes of the application."""
        pages = {
            "/": self.start,
            "/network": self.network,
            "/articles": self.listed("articles"),
            "/entities": self.listed("entities"),
            "/happenings": self.listed("happenings"),
            "/queries": self.questions,
            "/ask": self.ask,
            "/query/{name}": self.library,
            "/find": self.find,
            "/describe": self.describe,
            "/style.css": self.style,
            **{f"/{kind}/{{rest:path}}": self.resource for kind in KINDS},
        }
        routes = [_route(path, handler, "GET") for path, handler in pages.items()]
        return [_route("/sparql", self.sparql, "GET", "POST"), *routes]

    async def sparql(self, request: Request) -> Response:
        """Answer a request of the SPARQL Protocol; without a query, describe the service."""
        body = await self._body(request) if request.method == "POST" else b""
        found = operation(
            request.method,
            request.url.query,
            request.headers.get("content-type", ""),
            body,
            request.headers.get("accept"),
        )
        if found.query is None:
            endpoint = str(request.url.replace(query="", fragment=""))
            return await self._answer(request, Job("service", {"endpoint": endpoint, "accept": found.accept}))
        arguments = {"query": found.query, "default": found.default, "named": found.named, "accept": found.accept}
        return await self._answer(request, Job("query", arguments))

    async def resource(self, request: Request) -> Response:
        """Show the IRI whose path under the base is that of the request."""
        path = request.scope["raw_path"].decode("ascii").removeprefix("/")
        return await self._shown(request, {"path": path})

    async def describe(self, request: Request) -> Response:
        """Show any IRI the graph knows."""
        return await self._shown(request, {"iri": _parameter(request, "iri")})

    async def start(self, request: Request) -> Response:
        return await self._kept_answer(request, Job("start"))

    async def network(self, request: Request) -> Response:
        """Draw the network, or what is near one actor."""
        if "focus" not in request.query_params:
            return await self._kept_answer(request, Job("network"), seconds=_DRAWING_SECONDS)
        hops = request.query_params.get("hops", "1")
        if hops not in _HOPS:
            raise Fault(400, f"parameter hops: got {hops!r}, expected one of {', '.join(_HOPS)}")
        near = {"focus": _parameter(request, "focus"), "hops": int(hops)}
        return await self._answer(request, Job("network", near))

    def listed(self, name: str) -> Handler:
        """Return the handler of a list."""

        async def handler(request: Request) -> Response:
            return await self._answer(request, Job(name, {"values": dict(request.query_params)}))

        return handler

    async def questions(self, request: Request) -> Response:
        return await self._answer(request, Job("queries"))

    async def ask(self, request: Request) -> Response:
        return await self._answer(request, Job("box", {"query": request.query_params.get("query", "")}))

    async def library(self, request: Request) -> Response:
        values = dict(request.query_params)
        return await self._answer(request, Job("library", {"name": request.path_params["name"], "values": values}))

    async def find(self, request: Request) -> Response:
        return await self._answer(request, Job("find", {"name": _parameter(request, "name")}))

    async def style(self, _request: Request) -> Response:
        return Response(_style(), media_type="text/css", headers={"Cache-Control": "max-age=3600"})

    async def _shown(self, request: Request, which: dict[str, str]) -> Response:
        wanted = NAMED.get(request.query_params.get("format", ""), request.headers.get("accept"))
        media = preferred(wanted, ["text/html", *TRIPLES])
        if media is None:
            offers = ", ".join(["text/html", *TRIPLES])
            raise Fault(406, f"format of the answer: got Accept {wanted!r}, expected one of {offers}")
        return await self._answer(request, Job("resource", {**which, "media": media}))

    async def _kept_answer(self, request: Request, job: Job, *, seconds: float | None = None) -> Response:
        """Answer with a page that is made once for each snapshot; that it cannot be made is kept as well."""
        async with self._making.setdefault(job.name, asyncio.Lock()):
            number = await asyncio.to_thread(current, self._settings.folder)
            known, reply = self._kept.get(job.name, (None, None))
            if reply is None or known != number:
                try:
                    reply = await self._pool.ask(job, seconds=seconds)
                except Fault as fault:
                    if fault.retry:
                        raise
                    reply = fault.reply()
                self._kept[job.name] = (number, reply)
        return _response(request, reply)

    async def _answer(self, request: Request, job: Job) -> Response:
        """Ask a worker; stop it when the client has gone."""
        work = asyncio.ensure_future(self._pool.ask(job))
        gone = asyncio.ensure_future(_gone(request))
        try:
            await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
            if not work.done():
                raise ClientDisconnect
            return _response(request, work.result())
        finally:
            for task in (work, gone):
                task.cancel()
                with suppress(asyncio.CancelledError, Fault):
                    await task

    async def _body(self, request: Request) -> bytes:
        """Return the body of a request that is neither too long nor too slow."""
        most, body = self._limits.request, bytearray()
        length = request.headers.get("content-length", "0")
        too_long = Fault(413, f"body of the request: got more than {most:,} bytes, the most taken")
        if not length.isdecimal() or int(length) > most:
            raise too_long
        try:
            async with asyncio.timeout(self._limits.patience):
                async for chunk in request.stream():
                    body += chunk
                    if len(body) > most:
                        raise too_long
        except TimeoutError as error:
            raise Fault(408, f"body of the request: not here after {self._limits.patience:g} seconds") from error
        return bytes(body)


def application(settings: Settings, pool: Pool) -> Starlette:
    """Return the web application; it opens and closes the pool."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await pool.open()
        yield
        await asyncio.to_thread(pool.close)

    middleware = [Middleware(Guard, settings=settings)]
    if settings.cors:
        methods, headers = ["GET", "HEAD", "POST"], ["Accept", "Content-Type"]
        middleware.append(
            Middleware(CORSMiddleware, allow_origins=settings.cors, allow_methods=methods, allow_headers=headers)
        )
    made = Starlette(
        routes=Application(settings, pool).routes(),
        middleware=middleware,
        lifespan=lifespan,
        exception_handlers={
            Fault: _fault,
            HTTPException: _http_fault,
            ClientDisconnect: _no_client,
            Exception: _failure,
        },
    )
    made.router.redirect_slashes = False
    return made


def _route(path: str, handler: Handler, *methods: str) -> Route:
    allowed = ", ".join(("HEAD", *methods, "OPTIONS"))

    async def endpoint(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": allowed})
        return await handler(request)

    return Route(path, endpoint, methods=[*methods, "OPTIONS"])


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _parameter(request: Request, name: str) -> str:
    values = request.query_params.getlist(name)
    if len(values) != 1 or not values[0].strip():
        raise Fault(400, f"parameter {name}: got {len(values)} values, expected one that is not empty")
    return str(values[0])


def _response(request: Request, reply: Reply) -> Response:
    if reply.fault:
        return _told(request, Fault(reply.status, reply.body.decode().strip()))
    headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
    if reply.location is not None:
        headers["Location"] = reply.location
    # Starlette adds the charset to text types by itself; the RDF types have UTF-8 by definition.
    response = Response(reply.body, reply.status, headers)
    response.headers["Content-Type"] = reply.media + _CHARSET.get(
        reply.media, "; charset=utf-8" if reply.media.startswith("text/") else ""
    )
    return response


def _told(request: Request, fault: Fault, headers: dict[str, str] | None = None) -> Response:
    """Tell what went wrong: in HTML to who would rather have that, else as a line of text."""
    told = {"Vary": "Accept", "Cache-Control": "no-store", **(headers or {})}
    if fault.retry:
        told["Retry-After"] = "5"
    if fault.status in {408, 413}:
        told["Connection"] = "close"
    if preferred(request.headers.get("accept"), ["text/plain", "text/html"]) != "text/html":
        return Response(f"{fault.message}\n", fault.status, told, "text/plain")
    page = (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>tieline</title>'
        '<link rel="icon" href="data:,"><link rel="stylesheet" href="/style.css"></head><body>'
        f'<main><h1>This cannot be shown</h1><p role="alert">{html.escape(fault.message)}</p>'
        '<p><a href="/">Start</a></p></main></body></html>\n'
    )
    return Response(page, fault.status, told, "text/html")


async def _fault(request: Request, error: Exception) -> Response:
    assert isinstance(error, Fault)
    return _told(request, error)


async def _http_fault(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    messages = {404: "nothing is here", 405: f"method {request.method} is not for this address"}
    message = messages.get(error.status_code, error.detail)
    return _told(request, Fault(error.status_code, message), dict(error.headers or {}))


async def _failure(request: Request, error: Exception) -> Response:
    """Tell the operator of a fault of ours, and the client that there is one."""
    traceback.print_exception(error)
    return _told(request, Fault(500, "the server failed at this; its operator finds the reason on standard error"))


async def _no_client(_request: Request, _error: Exception) -> Response:
    return Response(status_code=499)


@cache
def _style() -> bytes:
    return files(__package__).joinpath("style.css").read_bytes()
