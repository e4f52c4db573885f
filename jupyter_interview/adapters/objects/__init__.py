"""Stored files: a folder or an S3 bucket."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from jupyter_interview.adapters.objects.folder import FolderStore
from jupyter_interview.errors import InvalidRequest
from jupyter_interview.service.ports import ObjectStore

__all__ = ["FolderStore", "open_store"]


def open_store(url: str) -> ObjectStore:
    """The store that `InterviewApp.object_store` names: a folder's path, `file:///path` or `s3://bucket/prefix`.

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

        return S3Store(parts.netloc, unquote(parts.path), make_client())
    raise InvalidRequest("Name the object store by a folder's path, file:///path or s3://bucket/prefix.")
