"""Stored files: a folder or an S3 bucket."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from jupyter_interview.adapters.objects.folder import FolderStore
from jupyter_interview.adapters.objects.outbox import OutboxStore
from jupyter_interview.errors import InvalidRequest
from jupyter_interview.service.ports import ObjectStore, Outbox

__all__ = ["FolderStore", "OutboxStore", "open_store"]


def open_store(url: str, outbox: Outbox | None = None) -> ObjectStore:
    """The store that `InterviewApp.object_store` names: a folder's path, `file:///path` or `s3://bucket/prefix`.

    A bucket's outages are bridged by the outbox, where one is given; a folder is as near as the outbox itself.
    Nothing is contacted yet: call `check`. InvalidRequest for any other kind of address.
    """
    if "://" not in url:
        return FolderStore(Path(url))
    parts = urlsplit(url)
    if parts.scheme == "file" and parts.netloc in ("", "localhost"):
        return FolderStore(Path(unquote(parts.path)))
    if parts.scheme == "s3" and parts.netloc:
        # boto3 takes a third of a second to import, and whoever keeps files in a folder never needs it.
        from jupyter_interview.adapters.objects.s3 import S3Store, make_client

        bucket = S3Store(parts.netloc, unquote(parts.path), make_client())
        return bucket if outbox is None else OutboxStore(bucket, outbox)
    raise InvalidRequest("Name the object store by a folder's path, file:///path or s3://bucket/prefix.")
