"""What a hosted server keeps besides interviews: each method is one transaction on a pooled connection."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Self
from uuid import UUID

from jupyter_interview.adapters.postgres import accounts, documents, interviews, tokens
from jupyter_interview.adapters.postgres.accounts import SignedIn
from jupyter_interview.adapters.postgres.connections import Connections
from jupyter_interview.adapters.postgres.documents import Document, LabState, Quota
from jupyter_interview.domain.interview import Role, User
from jupyter_interview.domain.tokens import AccessToken


class HostedStore:
    """Accounts and what belongs to them. Every method raises Unavailable when the database stays away.

    The schema is `PostgresStore`'s to bring up to date.
    """

    def __init__(self, url: str, pool_size: int) -> None:
        self._connections = Connections(url, pool_size)

    @classmethod
    async def open(cls, url: str, *, pool_size: int = 10) -> Self:
        store = cls(url, pool_size)
        await store._connections.open()
        return store

    async def close(self) -> None:
        await self._connections.close()

    # --- accounts ---------------------------------------------------------------------------------------------------

    async def ensure_account(self, issuer: str, subject: str, name: str, role: Role | None = None) -> User:
        """The account of an identity, made on first sight; with a `role`, it has that one from now on."""
        make = partial(interviews.ensure_user, issuer=issuer, subject=subject, name=name)
        user = await self._connections.run(make)
        if role is not None:
            await self._connections.run(partial(accounts.set_role, user_id=user.id, role=role))
        return await self.user(user.id)

    async def user(self, user_id: UUID) -> User:
        """Raises NotFound, also when the account is being erased."""
        return await self._connections.run(partial(accounts.user, user_id=user_id))

    async def sign_in(self, sign_in_id: UUID, user_id: UUID, lasts: timedelta, voucher: bytes | None = None) -> None:
        work = partial(accounts.sign_in, sign_in_id=sign_in_id, user_id=user_id, lasts=lasts, voucher=voucher)
        await self._connections.run(work, repeatable=False)

    async def signed_in(self, sign_in_id: UUID) -> SignedIn | None:
        """Whose it is, unless it was ended or is over."""
        return await self._connections.run(partial(accounts.signed_in, sign_in_id=sign_in_id))

    async def end_sign_in(self, sign_in_id: UUID) -> None:
        await self._connections.run(partial(accounts.end_sign_in, sign_in_id=sign_in_id))

    # --- access tokens ----------------------------------------------------------------------------------------------

    async def add_token(self, user_id: UUID, digest: bytes, lasts: timedelta) -> None:
        """One that an operator made, beyond what users may have."""
        await self.make_token(user_id, digest, "", lasts, None)

    async def make_token(
        self, user_id: UUID, digest: bytes, name: str, lasts: timedelta, at_most: int | None
    ) -> AccessToken | None:
        work = partial(tokens.make, user_id=user_id, digest=digest, name=name, lasts=lasts, at_most=at_most)
        return await self._connections.run(work, repeatable=False)

    async def tokens(self, user_id: UUID) -> Sequence[AccessToken]:
        return await self._connections.run(partial(tokens.of_user, user_id=user_id))

    async def by_token(self, digest: bytes) -> User | None:
        return await self._connections.run(partial(tokens.owner, digest=digest))

    async def drop_token(self, user_id: UUID, token_id: UUID) -> bool:
        return await self._connections.run(partial(tokens.drop, user_id=user_id, token_id=token_id))

    async def drop_tokens(self, user_id: UUID) -> None:
        await self._connections.run(partial(tokens.drop_all, user_id=user_id))

    # --- documents --------------------------------------------------------------------------------------------------

    async def document(self, user: UUID, path: str, *, body: bool = True) -> Document | None:
        return await self._connections.run(partial(documents.get, user=user, path=path, body=body))

    async def children(self, user: UUID, path: str) -> Sequence[Document]:
        return await self._connections.run(partial(documents.children, user=user, path=path))

    async def put(self, user: UUID, path: str, kind: str, body: bytes, quota: Quota) -> None:
        work = partial(documents.put, user=user, path=path, kind=kind, body=body, quota=quota)
        await self._connections.run(work)

    async def move(self, user: UUID, old: str, new: str) -> None:
        await self._connections.run(partial(documents.move, user=user, old=old, new=new), repeatable=False)

    async def delete(self, user: UUID, path: str) -> None:
        await self._connections.run(partial(documents.delete, user=user, path=path), repeatable=False)

    async def checkpoint(self, user: UUID, path: str, quota: Quota) -> datetime:
        return await self._connections.run(partial(documents.checkpoint, user=user, path=path, quota=quota))

    async def checkpointed(self, user: UUID, path: str) -> datetime | None:
        return await self._connections.run(partial(documents.checkpointed, user=user, path=path))

    async def restore(self, user: UUID, path: str) -> None:
        await self._connections.run(partial(documents.restore, user=user, path=path))

    async def drop_checkpoint(self, user: UUID, path: str) -> None:
        await self._connections.run(partial(documents.drop_checkpoint, user=user, path=path))

    # --- JupyterLab's settings and workspaces -----------------------------------------------------------------------

    async def state(self, user: UUID, kind: str) -> Sequence[LabState]:
        return await self._connections.run(partial(documents.state, user=user, kind=kind))

    async def put_state(self, user: UUID, kind: str, name: str, body: str, quota: Quota) -> None:
        work = partial(documents.put_state, user=user, kind=kind, name=name, body=body, quota=quota)
        await self._connections.run(work)

    async def drop_state(self, user: UUID, kind: str, name: str) -> bool:
        return await self._connections.run(partial(documents.drop_state, user=user, kind=kind, name=name))
