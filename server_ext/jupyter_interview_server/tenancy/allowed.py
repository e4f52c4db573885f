"""The routes of a hosted server. Everything else is a 404; to add one is a decision, with a test in the matrix."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jupyter_server.base.handlers import FileFindHandler, RedirectWithParams
from jupyter_server.kernelspecs.handlers import KernelSpecResourceHandler
from jupyter_server.services.api.handlers import IdentityHandler
from jupyter_server.services.contents.handlers import (
    CheckpointsHandler,
    ContentsHandler,
    ModifyCheckpointsHandler,
    TrustNotebooksHandler,
)
from jupyter_server.services.kernels.handlers import (
    KernelActionHandler,
    KernelHandler,
    MainKernelHandler,
)
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
from jupyter_server.services.kernelspecs.handlers import KernelSpecHandler, MainKernelSpecHandler
from jupyter_server.services.sessions.handlers import SessionHandler, SessionRootHandler
from jupyterlab_server.themes_handler import ThemesHandler
from jupyterlab_server.translations_handler import TranslationsHandler

from jupyter_interview_server.routes import ROUTES, pattern
from jupyter_interview_server.tenancy.gate import Allowed
from jupyter_interview_server.tenancy.hub_pages import HubCallbackHandler
from jupyter_interview_server.tenancy.lab import TenantEvents, TenantFiles, TenantSettings, TenantWorkspaces
from jupyter_interview_server.tenancy.landing import LandingHandler
from jupyter_interview_server.tenancy.oidc.handlers import BeginHandler, CallbackHandler
from jupyter_interview_server.tenancy.oidc.settings import NAME
from jupyter_interview_server.tenancy.page import TenantLab
from jupyter_interview_server.tenancy.sign_in import SignInHandler, SignOutHandler

_METHODS = ("get", "post", "put", "patch", "delete")
_ID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"


def _route(path: str, handler: type[Any], methods: str) -> Allowed:
    return Allowed(path, handler, frozenset(methods.split()))


def _ours() -> Iterator[Allowed]:
    """Our own API, with the methods that each handler defines itself."""
    for path, handler in ROUTES:
        own = [name for name in _METHODS if getattr(handler, name).__module__.startswith("jupyter_interview_server")]
        yield _route(pattern(path), handler, " ".join(own).upper())


ALLOWED: tuple[Allowed, ...] = (
    # signing in and out, and the way to the first page
    _route(r"/login", SignInHandler, "GET POST"),
    _route(r"/logout", SignOutHandler, "GET"),
    _route(r"/oauth_callback", HubCallbackHandler, "GET"),
    _route(rf"/login/{NAME.pattern}", BeginHandler, "GET"),
    _route(rf"/login/{NAME.pattern}/callback", CallbackHandler, "GET"),
    _route(r"/interview/?", LandingHandler, "GET"),
    _route(r"/?", RedirectWithParams, "GET"),
    _route(r"/api/me", IdentityHandler, "GET"),
    # JupyterLab's page, and what is the same for everybody
    _route(r"/(?:lab|doc)(?:/workspaces/[a-zA-Z0-9_-]+)?(?:/tree/.*)?", TenantLab, "GET"),
    _route(r"/static/.*", FileFindHandler, "GET HEAD"),
    _route(r"/lab/extensions/.*", FileFindHandler, "GET HEAD"),
    _route(r"/lab/api/themes/.*", ThemesHandler, "GET HEAD"),
    _route(r"/lab/api/translations/?[\w-]*", TranslationsHandler, "GET"),
    # JupyterLab's state of the user
    _route(r"/lab/api/settings/?", TenantSettings, "GET"),
    _route(r"/lab/api/settings/.+", TenantSettings, "GET PUT"),
    _route(r"/lab/api/workspaces/?", TenantWorkspaces, "GET"),
    _route(r"/lab/api/workspaces/.+", TenantWorkspaces, "GET PUT DELETE"),
    _route(r"/api/events/subscribe", TenantEvents, "GET"),
    # files of the user
    _route(r"/api/contents(?:/.*)?", ContentsHandler, "GET POST PUT PATCH DELETE"),
    _route(r"/api/contents(?:/.*)?/checkpoints", CheckpointsHandler, "GET POST"),
    _route(r"/api/contents(?:/.*)?/checkpoints/[\w-]+", ModifyCheckpointsHandler, "POST DELETE"),
    _route(r"/api/contents/.+/trust", TrustNotebooksHandler, "POST"),
    _route(r"/files/.*", TenantFiles, "GET"),
    # kernels of the user
    _route(r"/api/kernelspecs", MainKernelSpecHandler, "GET"),
    _route(r"/api/kernelspecs/[\w.-]+", KernelSpecHandler, "GET"),
    _route(r"/kernelspecs/[\w.-]+/[\w.-]+", KernelSpecResourceHandler, "GET"),
    _route(r"/api/kernels", MainKernelHandler, "GET POST"),
    _route(rf"/api/kernels/{_ID}", KernelHandler, "GET DELETE"),
    _route(rf"/api/kernels/{_ID}/(?:interrupt|restart)", KernelActionHandler, "POST"),
    _route(rf"/api/kernels/{_ID}/channels", KernelWebsocketHandler, "GET"),
    _route(r"/api/sessions", SessionRootHandler, "GET POST"),
    _route(rf"/api/sessions/{_ID}", SessionHandler, "GET PATCH DELETE"),
    *_ours(),
)
