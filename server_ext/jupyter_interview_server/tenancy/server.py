"""Jupyter Server for many users: the same application, with a gate before it and doors in place of its managers."""

from __future__ import annotations

import asyncio
import os
import signal
import tempfile
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import urlsplit

from jupyter_server.serverapp import ServerApp
from jupyter_server.utils import url_path_join
from jupyterlab_server.handlers import MASTER_URL_PATTERN
from traitlets import Bool, Dict, Float, Int, List, Unicode

from jupyter_interview.adapters.postgres.documents import Quota
from jupyter_interview.errors import InvalidRequest
from jupyter_interview_server.tenancy.allowed import ALLOWED
from jupyter_interview_server.tenancy.authorizer import HostedAuthorizer
from jupyter_interview_server.tenancy.gate import Gate
from jupyter_interview_server.tenancy.hub_pages import HubCallbackHandler
from jupyter_interview_server.tenancy.hub_place import HubPlace
from jupyter_interview_server.tenancy.identity import HostedIdentity
from jupyter_interview_server.tenancy.kernels import SandboxedSpecs
from jupyter_interview_server.tenancy.lab import TenantEvents, TenantFiles, TenantSettings, TenantWorkspaces
from jupyter_interview_server.tenancy.landing import LandingHandler
from jupyter_interview_server.tenancy.oidc.handlers import BeginHandler, CallbackHandler
from jupyter_interview_server.tenancy.oidc.provider import OpenIDConnect
from jupyter_interview_server.tenancy.oidc.settings import NAME, configured
from jupyter_interview_server.tenancy.page import TenantLab
from jupyter_interview_server.tenancy.proxies import Proxies
from jupyter_interview_server.tenancy.sign_in import SignInHandler, SignOutHandler
from jupyter_interview_server.tenancy.tenants import ContentsDoor, Door, KernelsDoor, Quotas, Tenants
from jupyter_interview_server.tenancy.ways import Way

if TYPE_CHECKING:  # JupyterHub is installed where it is used
    from jupyter_interview_server.tenancy.hub import Hub

EXTENSIONS = ("jupyter_interview_server", "jupyterlab")
"""All that is loaded: an extension runs inside the process that holds everybody's data."""
DRAIN_SECONDS = 20.0
"""For all that is done before a server stops; what is not done by then, the other servers make good."""
MACHINE = ("localhost", "127.0.0.1", "::1")


class HostedServer(ServerApp):
    """`jupyter interview serve`."""

    browser_url = Unicode("http://localhost:8888/", help="Where browsers reach the server: scheme, host and path.").tag(
        config=True
    )
    by_hub = Bool(
        False, help="Sign people in by the JupyterHub that started this server as a service, at the address it says."
    ).tag(config=True)
    hub_shares_origin = Bool(
        False,
        help="Start at the host of the Hub's users' own servers too. Whatever they serve can act as who looks at it.",
    ).tag(config=True)
    proxies = List(
        Unicode(),
        help="Addresses or networks of the reverse proxies whose X-Real-IP and X-Forwarded-Proto are believed.",
    ).tag(config=True)
    session_key_file = Unicode(
        "", help="A file with the key of the session cookies, shared by all servers. Default: made in the data folder."
    ).tag(config=True)
    issuers = Dict(
        help="OpenID Connect issuers that people sign in with, by a name for addresses: `client_id`, `domains`, …"
    ).tag(config=True)
    kernels_per_user = Int(2, min=1, help="Kernels that one user may have on a server at once.").tag(config=True)
    storage_per_user = Int(50, min=1, help="Megabytes that the files of one user may take.").tag(config=True)
    files_per_user = Int(2000, min=10, help="Files and folders that one user may have.").tag(config=True)
    requests_per_second = Float(
        50.0, min=1, help="Requests of one user in the long run; more wait, and are refused when they wait too long."
    ).tag(config=True)
    metrics_port = Int(
        0, min=0, max=65535, help="Where Prometheus finds this server's metrics, on the loopback address. 0: nowhere."
    ).tag(config=True)

    tenants: Tenants
    hub: Hub | None = None
    cookie_path = "/"
    before_stop: Callable[[], Awaitable[None]] | None = None
    """Once the server has started: what SIGTERM does first."""
    _leaving = False
    _proxies: Proxies
    _issuers: dict[str, OpenIDConnect]
    _nothing: str
    """An empty folder, in place of every folder that Jupyter would share between users."""

    @property
    def hosted_identity(self) -> HostedIdentity:
        assert isinstance(self.identity_provider, HostedIdentity)
        return self.identity_provider

    @property
    def secure(self) -> bool:
        return urlsplit(self.browser_url).scheme == "https"

    def find_server_extensions(self) -> None:
        """Not what is installed: `EXTENSIONS`."""
        self._nothing = tempfile.mkdtemp(prefix="jupyter-interview-nothing-")
        os.chmod(self._nothing, 0o500)
        self.jpserver_extensions = dict.fromkeys(EXTENSIONS, True)
        self.config.LabApp.update(
            user_settings_dir=self._nothing, workspaces_dir=self._nothing, extension_manager="readonly"
        )

    def init_server_extensions(self) -> None:
        """Jupyter goes on without an extension that cannot be loaded; without one of these there is no server."""
        super().init_server_extensions()
        linked = self.extension_manager.linked_extensions
        if missing := [name for name in EXTENSIONS if not linked.get(name)]:
            self.log.critical("The server cannot start without %s. The log above says why.", ", ".join(missing))
            self.exit(1)

    def init_configurables(self) -> None:
        """Jupyter's parts, of which those that hold users' things are replaced before anything can use them."""
        if self.by_hub:
            self._join_hub()
        self._check_address()
        self._check_proxies()
        self._settle()
        super().init_configurables()
        self._read_issuers()
        storage = Quota(self.storage_per_user << 20, self.files_per_user)
        self.tenants = Tenants(self, Quotas(self.kernels_per_user, storage, self.requests_per_second))
        self.contents_manager: Any = ContentsDoor(self.tenants)
        self.kernel_manager: Any = KernelsDoor(self.tenants)
        self.session_manager: Any = Door(lambda: self.tenants.mine().sessions)

    def init_webapp(self) -> None:
        cookie = {"path": self.base_url, "secure": self.secure, "samesite": "Lax"}
        self.tornado_settings["xsrf_cookie_kwargs"] = cookie
        super().init_webapp()
        own: list[Any] = [(url_path_join(self.base_url, path), *rest) for path, *rest in self._own_handlers()]
        self.web_app.add_handlers(".*$", own)  # before the extensions', so that these are found first

    def init_httpserver(self) -> None:
        """All requests come through the gate: it, and not the application, is what the listener asks."""
        super().init_httpserver()
        self.http_server.request_callback = Gate(self.web_app, self.base_url, ALLOWED, self._proxies)

    def init_signal(self) -> None:
        """Ctrl-C asks nobody, and is what a Hub stops a service with first."""
        super().init_signal()
        signal.signal(signal.SIGINT, self._signal_stop)

    def _signal_stop(self, sig: Any, frame: Any) -> None:
        """Drain, then stop. A second signal stops at once, and so does one during the start."""
        if self.before_stop is None or self._leaving:
            super()._signal_stop(sig, frame)
            return
        self._leaving = True
        self.io_loop.add_callback_from_signal(self._leave, self.before_stop)

    async def _leave(self, before_stop: Callable[[], Awaitable[None]]) -> None:
        self.log.info("the server drains: its rooms go on at another one")
        try:
            async with asyncio.timeout(DRAIN_SECONDS):
                await before_stop()
        except TimeoutError:
            self.log.warning("the server stops before it is drained: %g seconds are over", DRAIN_SECONDS)
        finally:
            self.stop()

    async def cleanup_kernels(self) -> None:
        await self.tenants.close()
        # What is left of the shutdown would ask the doors for nobody's managers.
        self.kernel_manager = self.session_manager = None
        os.rmdir(self._nothing)

    def running_server_info(self, kernel_count: bool = True) -> str:
        """Never with a count of kernels: each user's are their own."""
        return super().running_server_info(kernel_count=False)

    def _settle(self) -> None:
        """What no configuration can change, for it is what keeps users apart."""
        self.identity_provider_class = HostedIdentity
        self.authorizer_class = HostedAuthorizer
        self.kernel_spec_manager_class = SandboxedSpecs
        self.allow_unauthenticated_access = False
        self.disable_check_xsrf = False
        self.allow_origin = self.allow_origin_pat = ""
        self.allow_external_kernels = False
        self.allow_remote_access = False  # but by the public host's name
        self.local_hostnames = [*MACHINE, urlsplit(self.browser_url).hostname or ""]
        self.base_url = urlsplit(self.browser_url).path or "/"
        self.default_url = "/interview/"
        self.root_dir = self._nothing
        self.reraise_server_extension_failures = True
        self.quit_button = False
        self.open_browser = False

    def _join_hub(self) -> None:
        """Be where the Hub says, and nowhere where a page of somebody's own server could act as a visitor unasked."""
        try:
            from jupyter_interview_server.tenancy.hub import Hub

            place = HubPlace.told()
        except ImportError:
            self._refuse("JupyterHub is not installed here: pip install 'jupyter-interview[hub]'.")
        except InvalidRequest as error:
            self._refuse(error.message)
        if place.shares_origin and not self.hub_shares_origin:
            self._refuse(
                "Users' own servers would be at the same host, where a page can act here as whoever looks at it. "
                "Set c.JupyterHub.subdomain_host; or, where users have no servers, HostedServer.hub_shares_origin."
            )
        self.browser_url, self.ip, self.port = place.browser_url, place.ip, place.port
        self.port_retries = 0
        self.cookie_path = urlsplit(place.browser_url).path if place.shares_origin else "/"
        self.hub = Hub()

    def _refuse(self, reason: str) -> NoReturn:
        self.log.critical("The server cannot start. %s", reason)
        self.exit(1)
        raise SystemExit(1)

    def _check_address(self) -> None:
        parts = urlsplit(self.browser_url)
        if parts.scheme != "https" and not _is_this_machine(parts.hostname or ""):
            self.log.critical(
                "HostedServer.browser_url is %s: sessions need https; plain http is for this machine alone.",
                self.browser_url,
            )
            self.exit(1)

    def _check_proxies(self) -> None:
        try:
            self._proxies = Proxies(self.proxies)
        except InvalidRequest as error:
            self._refuse(error.message)

    def _read_issuers(self) -> None:
        """A wrong configuration stops the server: half a way of signing in is none."""
        try:
            issuers = configured(self.issuers, self.browser_url)
        except InvalidRequest as error:
            self._refuse(error.message)
        if issuers and self.by_hub:
            self._refuse("JupyterHub says who people are; HostedServer.issuers has no place beside it.")
        self._issuers = {name: OpenIDConnect(issuer) for name, issuer in issuers.items()}
        ways = [Way(f"login/{name}", one.title) for name, one in issuers.items()]
        self.hosted_identity.ways = [Way("login", "JupyterHub")] if self.by_hub else ways

    def _own_handlers(self) -> list[tuple[Any, ...]]:
        tenants, issuers = {"tenants": self.tenants}, {"issuers": self._issuers}
        settings = {**tenants, "lab": self._lab, "nothing": self._nothing}
        return [
            (r"/login", SignInHandler),
            (r"/logout", SignOutHandler),
            (r"/interview/?", LandingHandler, {"app": self._interview}),
            (rf"/login/(?P<way>{NAME.pattern})", BeginHandler, issuers),
            (rf"/login/(?P<way>{NAME.pattern})/callback", CallbackHandler, issuers),
            (MASTER_URL_PATTERN.format("lab"), TenantLab, {"name": "lab", "browser_url": self.browser_url}),
            (r"/oauth_callback", HubCallbackHandler),
            (r"/lab/api/settings/?", TenantSettings, settings),
            (r"/lab/api/settings/(?P<schema_name>.+)", TenantSettings, settings),
            (r"/lab/api/workspaces/?", TenantWorkspaces, tenants),
            (r"/lab/api/workspaces/(?P<space_name>.+)", TenantWorkspaces, tenants),
            (r"/api/events/subscribe", TenantEvents),
            (r"/files/(.*)", TenantFiles, {"path": self._nothing}),
        ]

    def _interview(self) -> Any:
        return next(iter(self.extension_manager.extension_apps["jupyter_interview_server"]))

    def _lab(self) -> Any:
        return next(iter(self.extension_manager.extension_apps["jupyterlab"]))


def _is_this_machine(host: str) -> bool:
    """Also by a name under `localhost`, which is this machine wherever it is looked up."""
    return host in MACHINE or host.endswith(".localhost")
