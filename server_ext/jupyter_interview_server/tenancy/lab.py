"""JupyterLab's settings, workspaces, events and downloads, each of the user who asks."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any, Literal

import json5
from jsonschema import Draft7Validator, ValidationError
from jupyter_server.auth.decorator import ws_authenticated
from jupyter_server.base.handlers import APIHandler
from jupyter_server.files.handlers import FilesHandler
from jupyter_server.services.events.handlers import SubscribeWebsocket
from jupyter_server.utils import ensure_async
from jupyterlab_server.settings_utils import SchemaHandler, get_settings
from jupyterlab_server.translation_utils import translator
from tornado import web

from jupyter_interview.adapters.postgres.documents import LabState
from jupyter_interview_server.tenancy.acting import acting, who_acts
from jupyter_interview_server.tenancy.answers import as_http
from jupyter_interview_server.tenancy.tenants import Tenants

MAX_SETTING_BYTES = 64 * 1024
"""JSON5 is read by a slow parser."""
MAX_WORKSPACE_BYTES = 1024 * 1024
LOCALE = "@jupyterlab/translation-extension:plugin"
Kind = Literal["setting", "workspace"]


class StateHandler(APIHandler):
    """Reads and writes what JupyterLab keeps for the user who asks."""

    tenants: Tenants

    async def all_of(self, kind: Kind) -> dict[str, LabState]:
        with as_http():
            return {state.name: state for state in await self.tenants.store.state(acting(), kind)}

    async def keep(self, kind: Kind, name: str, body: str) -> None:
        with as_http():
            await self.tenants.store.put_state(acting(), kind, name, body, self.tenants.quotas.storage)

    def text(self, limit: int) -> str:
        if len(self.request.body) > limit:
            raise web.HTTPError(413)
        try:
            return self.request.body.decode("utf-8")
        except UnicodeDecodeError as error:
            raise web.HTTPError(400, reason="The request is not text") from error


class TenantSettings(StateHandler, SchemaHandler):
    """JupyterLab's schemas, with the user's own values from the database instead of a folder."""

    def initialize(self, tenants: Tenants, lab: Callable[[], Any], nothing: str) -> None:  # type: ignore[override]
        """`lab` gives the LabApp, once it is loaded; `nothing` is an empty folder in place of everybody's settings."""
        self.tenants = tenants
        app = lab()
        folders = app.extra_labextensions_path + app.labextensions_path
        super().initialize(app.app_settings_dir, app.schemas_dir, nothing, folders)

    @web.authenticated
    async def get(self, schema_name: str = "") -> None:
        own = await self.all_of("setting")
        values = {name: await _parsed(state.body) for name, state in own.items()}
        translator.set_locale(values.get(LOCALE, {}).get("locale") or self.get_current_locale())
        ids_only = self.get_argument("ids_only", "") == "true"
        found = self._found(schema_name, ids_only)
        for item in [] if ids_only else found.get("settings", []) if not schema_name else [found]:
            if (state := own.get(item["id"])) is not None:
                item |= {"raw": state.body, "settings": values[state.name]}
                item |= {"created": state.created_at.isoformat(), "last_modified": state.modified_at.isoformat()}
        await self.finish(json.dumps(found))

    @web.authenticated
    async def put(self, schema_name: str) -> None:
        try:
            raw = json.loads(self.text(MAX_SETTING_BYTES))["raw"]
            Draft7Validator(self._found(schema_name)["schema"]).validate(await _parsed(raw))
        except ValidationError as error:
            raise web.HTTPError(400, reason="The value does not fit the setting") from error
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise web.HTTPError(400, reason="The value cannot be read") from error
        await self.keep("setting", schema_name, raw)
        self.set_status(204)

    def _found(self, schema_name: str, ids_only: bool = False) -> dict[str, Any]:
        """The schemas with nobody's values."""
        found, _ = get_settings(
            self.app_settings_dir,
            self.schemas_dir,
            self.settings_dir,
            schema_name=schema_name,
            overrides=self.overrides,
            labextensions_path=self.labextensions_path,
            translator=translator.translate_schema,
            ids_only=ids_only,
        )
        return found


async def _parsed(raw: str) -> Any:
    """JSON as JSON; with comments and the like by the slow parser, where it does not hold up the others."""
    try:
        return json.loads(raw)
    except json.JSONDecodeError:
        return await asyncio.to_thread(json5.loads, raw)


class TenantWorkspaces(StateHandler):
    """The layouts of one user's JupyterLab."""

    def initialize(self, tenants: Tenants) -> None:
        self.tenants = tenants

    @web.authenticated
    async def get(self, space_name: str = "") -> None:
        own = {name: _workspace(state) for name, state in (await self.all_of("workspace")).items()}
        if space_name:
            empty = {"data": {}, "metadata": {"id": space_name}}
            await self.finish(json.dumps(own.get(space_name, empty)))
            return
        spaces = list(own.values())
        ids = [space["metadata"]["id"] for space in spaces]
        await self.finish(json.dumps({"workspaces": {"ids": ids, "values": spaces}}))

    @web.authenticated
    async def put(self, space_name: str) -> None:
        raw = self.text(MAX_WORKSPACE_BYTES)
        try:
            named = json.loads(raw)["metadata"]["id"]
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise web.HTTPError(400, reason="The workspace cannot be read") from error
        if str(named).strip("/") != space_name.strip("/"):
            raise web.HTTPError(400, reason="The workspace has another name inside")
        await self.keep("workspace", space_name, raw)
        self.set_status(204)

    @web.authenticated
    async def delete(self, space_name: str) -> None:
        with as_http():
            found = await self.tenants.store.drop_state(acting(), "workspace", space_name)
        if not found:
            raise web.HTTPError(404)
        self.set_status(204)


def _workspace(state: LabState) -> dict[str, Any]:
    space: dict[str, Any] = json.loads(state.body)
    space["metadata"] |= {"created": state.created_at.isoformat(), "last_modified": state.modified_at.isoformat()}
    return space


class TenantEvents(SubscribeWebsocket):
    """Jupyter's events, of which a user hears those that happened in requests of theirs."""

    @ws_authenticated
    async def get(self, *args: Any, **kwargs: Any) -> None:
        self._user = acting()
        await super().get(*args, **kwargs)  # type: ignore[no-untyped-call]

    async def event_listener(self, logger: Any, schema_id: str, data: dict[str, Any]) -> None:
        if who_acts() == self._user:
            await super().event_listener(logger, schema_id, data)


class TenantFiles(FilesHandler):
    """A file as a download. Shown in a tab, a candidate's page or picture could act as whoever opened it."""

    @property
    def content_security_policy(self) -> str:
        return "sandbox; default-src 'none'; frame-ancestors 'none'"

    @web.authenticated
    async def get(self, path: str, include_body: bool = True) -> None:  # type: ignore[override]
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_attachment_header(path.rpartition("/")[2])
        await ensure_async(super().get(path, include_body))
