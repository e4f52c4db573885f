"""Cohorts: founding them, and who gets in. Every use case asks first whether this user may."""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID, uuid4

from msgspec.structs import replace

from jupyter_interview.domain.cohorts import (
    INVITATION_LASTS,
    Accommodation,
    Cohort,
    Invitation,
    Part,
    checked_name,
    folded,
    roster,
)
from jupyter_interview.domain.interview import Role, User
from jupyter_interview.errors import Conflict, Expired, NotAllowed, NotFound
from jupyter_interview.service.ports import CohortStore

logger = logging.getLogger(__name__)


class Cohorts:
    """Use cases of educators, and of candidates on their way in. A cohort one is not in answers as none."""

    def __init__(self, store: CohortStore) -> None:
        self._store = store

    async def found(self, user: User, name: str) -> Cohort:
        """Raises NotAllowed, InvalidRequest."""
        if user.role is Role.CANDIDATE:
            raise NotAllowed("Only educators found cohorts. Ask whoever runs this server to make you one.")
        cohort = Cohort(uuid4(), checked_name(name), datetime.now(UTC), ())
        await self._store.found(cohort, user.id)
        logger.info("cohort %s founded", cohort.id)
        return await self._store.get(cohort.id)

    async def of(self, user: User) -> Sequence[Cohort]:
        """Those the user is in."""
        return await self._store.of_user(user.id)

    async def get(self, user: User, cohort_id: UUID) -> Cohort:
        """With its people, for its educators. Raises NotFound, NotAllowed."""
        cohort = await self._store.get(cohort_id)
        cohort.check_educator(user)
        return cohort

    async def change(self, user: User, cohort_id: UUID, *, name: str, group: str | None, model: bool) -> Cohort:
        """Raises NotFound, NotAllowed, InvalidRequest, Conflict (the group is another cohort's)."""
        cohort = await self.get(user, cohort_id)
        changed = replace(cohort, name=checked_name(name), group=checked_name(group) if group else None, model=model)
        await self._store.save(changed)
        return changed

    async def expect(self, user: User, cohort_id: UUID, text: str) -> Cohort:
        """Enrol by CSV: each becomes a candidate on signing in. Raises NotFound, NotAllowed, InvalidRequest."""
        cohort = await self.get(user, cohort_id)
        await self._store.expect(cohort.id, roster(text))
        return await self._store.get(cohort.id)

    async def grant(
        self, user: User, cohort_id: UUID, member_id: UUID, part: Part, accommodation: Accommodation
    ) -> Cohort:
        """What a member is and has. Raises NotFound, NotAllowed, InvalidRequest, Conflict (the last educator)."""
        cohort = await self._with(user, cohort_id, member_id)
        accommodation.check()
        if part is Part.CANDIDATE:
            _keep_an_educator(cohort, member_id)
        await self._store.enrol(cohort.id, member_id, part, accommodation)
        return await self._store.get(cohort.id)

    async def remove(self, user: User, cohort_id: UUID, member_id: UUID) -> Cohort:
        """Raises NotFound, NotAllowed, Conflict (the last educator)."""
        cohort = await self._with(user, cohort_id, member_id)
        _keep_an_educator(cohort, member_id)
        await self._store.remove(cohort.id, member_id)
        return await self._store.get(cohort.id)

    async def invite(self, user: User, cohort_id: UUID) -> tuple[str, datetime]:
        """The token of a new invitation, kept nowhere, and until when it is valid. Raises NotFound, NotAllowed."""
        cohort = await self.get(user, cohort_id)
        token = secrets.token_urlsafe(24)
        invitation = Invitation(_digest(token), cohort.id, datetime.now(UTC) + INVITATION_LASTS)
        await self._store.invite(invitation)
        return token, invitation.expires_at

    async def withdraw(self, user: User, cohort_id: UUID) -> None:
        """No invitation to this cohort is valid any more. Raises NotFound, NotAllowed."""
        cohort = await self.get(user, cohort_id)
        await self._store.withdraw(cohort.id)

    async def join(self, user: User, token: str) -> Cohort:
        """By invitation; whoever is a member stays what they are. Raises NotFound, Expired."""
        invitation = await self._store.invitation(_digest(token))
        if invitation.expires_at <= datetime.now(UTC):
            raise Expired("This invitation has run out. Ask for a new one.")
        cohort = await self._store.get(invitation.cohort_id)
        if all(member.user_id != user.id for member in cohort.members):
            await self._store.enrol(cohort.id, user.id, Part.CANDIDATE, Accommodation())
        return await self._store.get(cohort.id)

    async def leave(self, user: User, cohort_id: UUID) -> None:
        """Somebody goes; what they sat stays with the cohort. Raises NotFound, Conflict (the last educator)."""
        cohort = await self._store.get(cohort_id)
        cohort.member(user)
        _keep_an_educator(cohort, user.id)
        await self._store.remove(cohort.id, user.id)

    async def signed_in(self, user: User, logins: Sequence[str], groups: Sequence[str] = ()) -> None:
        """Somebody signed in, vouched for under these logins and in these groups. For the identity provider alone."""
        await self._store.admit(user.id, sorted({folded(login) for login in logins}), groups)

    async def groups_of(self, user: User) -> Sequence[str]:
        """The Hub's groups by which the user is a candidate somewhere. For the identity provider alone."""
        return await self._store.by_group(user.id)

    async def left(self, user: User, groups: Sequence[str]) -> None:
        """These groups are without the user now. For the identity provider alone."""
        await self._store.leave(user.id, groups)

    async def _with(self, user: User, cohort_id: UUID, member_id: UUID) -> Cohort:
        cohort = await self.get(user, cohort_id)
        if all(member.user_id != member_id for member in cohort.members):
            raise NotFound("There is nobody of that id in this cohort.")
        return cohort


def _keep_an_educator(cohort: Cohort, leaving: UUID) -> None:
    if all(member.user_id == leaving or member.part is Part.CANDIDATE for member in cohort.members):
        raise Conflict("A cohort has at least one educator. Make somebody else one first.")


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()
