"""One user's files, in PostgreSQL. A path is a key of a row: there is no folder of the machine to climb out of."""

from __future__ import annotations

import hashlib
import json
import mimetypes
import secrets
from base64 import b64decode, b64encode
from binascii import Error as BadBase64
from datetime import datetime
from typing import Any
from uuid import UUID

import nbformat
from jupyter_server.services.contents.checkpoints import AsyncCheckpoints
from jupyter_server.services.contents.manager import AsyncContentsManager
from nbformat.sign import MemorySignatureStore, NotebookNotary
from tornado.web import HTTPError

from jupyter_interview.adapters.postgres.documents import Document, Quota
from jupyter_interview.adapters.postgres.hosted import HostedStore
from jupyter_interview_server.tenancy.answers import as_http

MAX_PATH, MAX_NAME = 1024, 255
"""In characters."""


def clean(path: str) -> str:
    """The path as it is kept. Raises HTTPError 404 for what no file here can be called."""
    path = path.strip("/")
    names = path.split("/") if path else []
    odd = any(name in ("", ".", "..") or len(name) > MAX_NAME for name in names)
    if odd or len(path) > MAX_PATH or not all(mark.isprintable() for mark in path):
        raise HTTPError(404, reason="No file can have that name")
    return path


class TenantContents(AsyncContentsManager):
    """The contents manager of one user; it holds no other's id."""

    def __init__(self, store: HostedStore, user: UUID, quota: Quota, **traits: Any) -> None:
        self._store, self._user, self._quota = store, user, quota
        super().__init__(**traits)
        self.allow_hidden = False
        self.checkpoints = TenantCheckpoints(store, user, quota, parent=self, log=self.log)
        # What others' notebooks claim of themselves is never believed: the secret is this user's, on this server.
        self.notary = NotebookNotary(secret=secrets.token_bytes(32), store_factory=MemorySignatureStore)

    async def dir_exists(self, path: str) -> bool:
        path = clean(path)
        return not path or await self._kind(path) == "directory"

    async def file_exists(self, path: str) -> bool:
        return await self._kind(clean(path)) in ("file", "notebook")

    async def is_hidden(self, path: str) -> bool:
        return any(name.startswith(".") for name in clean(path).split("/"))

    async def get(
        self,
        path: str,
        content: bool = True,
        type: str | None = None,
        format: str | None = None,
        require_hash: bool = False,
    ) -> dict[str, Any]:
        path = clean(path)
        found = await self._store.document(self._user, path, body=content or require_hash) if path else None
        if path and found is None:
            raise HTTPError(404, reason="No such file or folder")
        if found is None or found.kind == "directory":
            if type not in (None, "directory"):
                raise HTTPError(400, reason="It is a folder")
            return await self._folder(path, found, content)
        if type == "directory":
            raise HTTPError(400, reason="It is not a folder")
        model = _model(found)
        model["type"] = "notebook" if (type or found.kind) == "notebook" else "file"
        if content:
            model |= self._notebook(found) if model["type"] == "notebook" else _file(found, format)
        if require_hash:
            model |= {"hash": hashlib.sha256(found.body).hexdigest(), "hash_algorithm": "sha256"}
        return model

    async def save(self, model: dict[str, Any], path: str = "") -> dict[str, Any]:
        path = clean(path)
        if not path or "type" not in model:
            raise HTTPError(400, reason="What is saved needs a path and a type")
        if model.get("chunk") is not None:
            raise HTTPError(400, reason="Files cannot be uploaded in pieces here")
        self.run_pre_save_hooks(model=model, path=path)
        kind = model["type"] if model["type"] in ("directory", "notebook") else "file"
        body = b"" if kind == "directory" else self._body(kind, model, path)
        with as_http():
            await self._store.put(self._user, path, kind, body, self._quota)
        self.emit(data={"action": "save", "path": path})
        return await self.get(path, content=False)

    async def delete_file(self, path: str) -> None:
        with as_http():
            await self._store.delete(self._user, clean(path))

    async def rename_file(self, old_path: str, new_path: str) -> None:
        old, new = clean(old_path), clean(new_path)
        if not old or not new:
            raise HTTPError(400, reason="The root cannot be moved")
        if await self.is_hidden(new):
            raise HTTPError(400, reason="Names cannot begin with a dot")
        with as_http():
            await self._store.move(self._user, old, new)

    async def _kind(self, path: str) -> str | None:
        found = await self._store.document(self._user, path, body=False) if path else None
        return found.kind if found else None

    async def _folder(self, path: str, found: Document | None, content: bool) -> dict[str, Any]:
        model = _model(found) if found else _root()
        if content:
            inside = await self._store.children(self._user, path)
            visible = [_model(one) for one in inside if self.should_list(one.path.rpartition("/")[2])]
            model |= {"content": [one for one in visible if not one["name"].startswith(".")], "format": "json"}
        return model

    def _notebook(self, found: Document) -> dict[str, Any]:
        try:
            notebook = nbformat.reads(found.body.decode("utf-8", "surrogatepass"), as_version=4)  # type: ignore[no-untyped-call]
        except Exception as error:
            raise HTTPError(400, reason="The file is not a notebook") from error
        self.mark_trusted_cells(notebook, found.path)
        return {"content": notebook, "format": "json"}

    def _body(self, kind: str, model: dict[str, Any], path: str) -> bytes:
        if "content" not in model:
            raise HTTPError(400, reason="There is no content to save")
        try:
            if kind == "notebook":
                notebook = nbformat.from_dict(model["content"])  # type: ignore[no-untyped-call]
                self.check_and_sign(notebook, path)
                return json.dumps(notebook, ensure_ascii=False).encode("utf-8", "surrogatepass")
            if model.get("format") == "base64":
                return b64decode(model["content"], validate=False)
            return str(model["content"]).encode("utf-8", "surrogatepass")
        except (BadBase64, TypeError, ValueError, KeyError, AttributeError) as error:
            raise HTTPError(400, reason="The content cannot be saved as what it is said to be") from error


class TenantCheckpoints(AsyncCheckpoints):
    """One checkpoint a file, which goes where its file goes: the database moves and deletes them together."""

    def __init__(self, store: HostedStore, user: UUID, quota: Quota, **traits: Any) -> None:
        self._store, self._user, self._quota = store, user, quota
        super().__init__(**traits)

    async def create_checkpoint(self, contents_mgr: Any, path: str) -> dict[str, Any]:
        with as_http():
            return _checkpoint(await self._store.checkpoint(self._user, clean(path), self._quota))

    async def restore_checkpoint(self, contents_mgr: Any, checkpoint_id: str, path: str) -> None:
        _check_id(checkpoint_id)
        with as_http():
            await self._store.restore(self._user, clean(path))

    async def list_checkpoints(self, path: str) -> list[dict[str, Any]]:
        saved = await self._store.checkpointed(self._user, clean(path))
        return [_checkpoint(saved)] if saved else []

    async def delete_checkpoint(self, checkpoint_id: str, path: str) -> None:
        _check_id(checkpoint_id)
        await self._store.drop_checkpoint(self._user, clean(path))

    async def rename_all_checkpoints(self, old_path: str, new_path: str) -> None:
        """Done with the file's own renaming."""

    async def delete_all_checkpoints(self, path: str) -> None:
        """Done with the file's own deletion."""


ONLY = "checkpoint"


def _checkpoint(saved: datetime) -> dict[str, Any]:
    return {"id": ONLY, "last_modified": saved}


def _check_id(checkpoint_id: str) -> None:
    if checkpoint_id != ONLY:
        raise HTTPError(404, reason="There is no such checkpoint")


def _model(found: Document) -> dict[str, Any]:
    name = found.path.rpartition("/")[2]
    return {
        "name": name,
        "path": found.path,
        "type": found.kind,
        "writable": True,
        "created": found.created_at,
        "last_modified": found.modified_at,
        "size": None if found.kind == "directory" else found.size,
        "mimetype": mimetypes.guess_type(name)[0] if found.kind == "file" else None,
        "content": None,
        "format": None,
    }


def _root() -> dict[str, Any]:
    begin = datetime.fromtimestamp(0).astimezone()
    return _model(Document("", "directory", 0, begin, begin))


def _file(found: Document, wanted: str | None) -> dict[str, Any]:
    """As text where it is text, unless bytes are wanted."""
    try:
        text = None if wanted == "base64" else found.body.decode("utf-8")
    except UnicodeDecodeError as error:
        if wanted == "text":
            raise HTTPError(400, reason="The file is not text") from error
        text = None
    if text is not None:
        return {"content": text, "format": "text", "mimetype": mimetypes.guess_type(found.path)[0] or "text/plain"}
    kind = mimetypes.guess_type(found.path)[0] or "application/octet-stream"
    return {"content": b64encode(found.body).decode("ascii"), "format": "base64", "mimetype": kind}
