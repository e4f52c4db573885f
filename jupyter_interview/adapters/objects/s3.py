"""Stored files in an S3 bucket, encrypted at rest by the store."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any, TypeVar

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from jupyter_interview.adapters.objects.keys import check_key, check_prefix
from jupyter_interview.errors import NotFound, Unavailable

MISSING = {"NoSuchKey", "404", "NotFound"}

_T = TypeVar("_T")


def make_client() -> Any:
    """A client from the environment: region, credentials and `AWS_ENDPOINT_URL` as every AWS program reads them."""
    config = Config(
        connect_timeout=5,
        read_timeout=30,
        retries={"mode": "standard", "total_max_attempts": 3},
        signature_version="s3v4",  # the one that every region and key service takes for presigned addresses
    )
    return boto3.client("s3", config=config)


class S3Store:
    """Implements the port `ObjectStore` on a bucket, under a key prefix of its own.

    `client` is a boto3 S3 client; boto3 blocks, so every call runs in a thread. `encryption` is S3's
    ServerSideEncryption: `AES256`, or `aws:kms` for the bucket's default key.
    """

    def __init__(self, bucket: str, prefix: str, client: Any, *, encryption: str = "AES256") -> None:
        self._bucket = bucket
        self._prefix = f"{check_key(prefix.strip('/'))}/" if prefix.strip("/") else ""
        self._client = client
        self._encryption = encryption

    def __repr__(self) -> str:
        return f"S3Store('s3://{self._bucket}/{self._prefix}')"

    async def put(self, key: str, data: bytes, content_type: str) -> None:
        """Write or overwrite. S3 answers when the whole object is stored, and shows no part of it before."""
        name = self._prefix + check_key(key)
        await self._call(
            lambda: self._client.put_object(
                Bucket=self._bucket,
                Key=name,
                Body=data,
                ContentType=content_type,
                ServerSideEncryption=self._encryption,
            )
        )

    async def get(self, key: str) -> bytes:
        """The content. NotFound if there is none."""
        name = self._prefix + check_key(key)
        body: bytes = await self._call(lambda: self._client.get_object(Bucket=self._bucket, Key=name)["Body"].read())
        return body

    async def delete(self, key: str) -> None:
        """Remove it if it is there."""
        name = self._prefix + check_key(key)
        await self._call(lambda: self._client.delete_object(Bucket=self._bucket, Key=name))

    async def list(self, prefix: str) -> AsyncIterator[str]:
        """The keys that begin with these characters, in the order of their UTF-8 bytes, a page at a time."""
        query = {"Bucket": self._bucket, "Prefix": self._prefix + check_prefix(prefix)}
        while True:
            page = await self._call(lambda: self._client.list_objects_v2(**query))
            for entry in page.get("Contents", []):
                yield entry["Key"].removeprefix(self._prefix)
            if not page.get("IsTruncated"):
                return
            query["ContinuationToken"] = page["NextContinuationToken"]

    async def link(self, key: str, lasts: timedelta, name: str) -> str | None:
        """A presigned address for this one file, while it `lasts`. Whether the file is there is not asked."""
        query = {
            "Bucket": self._bucket,
            "Key": self._prefix + check_key(key),
            "ResponseContentDisposition": f'attachment; filename="{check_key(name)}"',
        }
        seconds = int(lasts.total_seconds())
        address: str = await self._call(
            lambda: self._client.generate_presigned_url("get_object", Params=query, ExpiresIn=seconds)
        )
        return address

    async def check(self) -> None:
        """Unavailable unless the bucket is there and lets us in."""
        try:
            await self._call(lambda: self._client.head_bucket(Bucket=self._bucket))
        except NotFound:
            raise Unavailable(
                f"There is no S3 bucket {self._bucket}. Create it, or set InterviewApp.object_store to another."
            ) from None

    async def _call(self, request: Callable[[], _T]) -> _T:
        try:
            return await asyncio.to_thread(request)
        except ClientError as error:
            code = str(error.response.get("Error", {}).get("Code", ""))
            if code in MISSING:
                raise NotFound("There is no stored file of that name.") from None
            raise Unavailable(
                f"The S3 bucket {self._bucket} refuses the request ({code}). Check its name, policy and credentials."
            ) from error
        except BotoCoreError as error:
            raise Unavailable(
                f"The S3 bucket {self._bucket} cannot be reached ({type(error).__name__}). "
                "Check the network, the endpoint and the credentials."
            ) from error
