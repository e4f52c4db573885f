"""At the end: give up what a live interview holds, sign its log, write its transcript.

Every step may be repeated, so a crash in between costs nothing: the sweeper comes back for what has no transcript.
"""

from __future__ import annotations

import asyncio
import logging
from uuid import UUID

import msgspec
from msgspec.structs import replace

from jupyter_interview.domain.interview import Interview
from jupyter_interview.domain.lifecycle import TERMINAL
from jupyter_interview.domain.payloads import Visibility
from jupyter_interview.domain.sealing import statement_bytes
from jupyter_interview.errors import Unavailable
from jupyter_interview.service.personal import owned_key
from jupyter_interview.service.ports import (
    BuildTranscript,
    InterviewStore,
    Leases,
    ObjectStore,
    Seal,
    Signer,
    Workspace,
)

logger = logging.getLogger(__name__)

SEGMENT = "interview"
STATE_CHANGED = msgspec.json.encode({"event": "interview:state", "data": None})
"""Published when something changed that is not an event: the servers send a fresh state."""


class Closing:
    """Finishes interviews that are completed or abandoned."""

    def __init__(
        self,
        store: InterviewStore,
        leases: Leases,
        objects: ObjectStore,
        workspace: Workspace,
        signer: Signer,
        build_transcript: BuildTranscript,
    ) -> None:
        self._store = store
        self._leases = leases
        self._objects = objects
        self._workspace = workspace
        self._signer = signer
        self._build_transcript = build_transcript

    async def finish(self, interview_id: UUID) -> str | None:
        """Release, sign and write; the transcript's contents path, or None while the interview goes on."""
        interview = await self._store.get(interview_id)
        if interview.state not in TERMINAL:
            return None
        if interview.transcript_path is not None:
            return interview.transcript_path
        await self._release(interview)
        events = await self._store.events(interview_id)
        seal = await self._seal(interview)
        # A full log takes the better part of a second, in which nobody else would be served.
        data = await asyncio.to_thread(self._build_transcript, interview, events, seal, Visibility.CANDIDATE)
        await self._objects.put(object_key(interview), data, "application/x-ipynb+json")
        path = await self._workspace.put_transcript(interview, data)
        await self._store.set_transcript(interview_id, path)
        if (await self._store.get(interview_id)).erased_at is not None:  # while this was being written
            await self._objects.delete(object_key(interview))
            await self._workspace.remove_files(replace(interview, transcript_path=path))
            return path
        await self._store.publish(interview_id, STATE_CHANGED)
        logger.info("interview %s sealed at event %s", interview_id, interview.head_seq)
        return path

    async def close_unwritten(self, interview: Interview) -> None:
        """Give up what an ended interview holds and sign its log, without a transcript: it is to be erased."""
        await self._release(interview)
        await self._seal(interview)

    async def _release(self, interview: Interview) -> None:
        """A Redis that is away only makes the leases end later."""
        try:
            if await self._leases.active(interview.user_id) == interview.id:
                await self._leases.clear_active(interview.user_id)
            await self._leases.clear_pause(interview.id)
            await self._leases.set_state(interview.id, {"state": interview.state.value, "live": False})
        except Unavailable:
            logger.warning("leases of interview %s were not released; they will run out", interview.id)
        await self._workspace.stop_kernel(interview)

    async def _seal(self, interview: Interview) -> Seal:
        statement = statement_bytes(interview, self._signer.key_id)
        await self._store.add_seal(
            Seal(
                interview_id=interview.id,
                segment=SEGMENT,
                statement=statement,
                signature=self._signer.sign(statement),
                key_id=self._signer.key_id,
                public_key=self._signer.public_key,
            )
        )
        seals = await self._store.seals(interview.id)
        return next(seal for seal in seals if seal.segment == SEGMENT)  # the first one stays, whoever signed it


def object_key(interview: Interview) -> str:
    """Where a transcript lies in the object store."""
    return owned_key("transcripts", interview.user_id, f"{interview.id}.ipynb")
