"""The composition: the only place that chooses which adapter stands behind which port."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from jupyter_interview.adapters.brief_bank import BriefBank
from jupyter_interview.adapters.embedded.attachment import Attachment, attach, supervise
from jupyter_interview.adapters.item_parameters import PARAMETERS_FILE
from jupyter_interview.adapters.keys import KeyFileSigner
from jupyter_interview.adapters.llm.groq import ModelSettings
from jupyter_interview.adapters.objects import OutboxStore, open_store
from jupyter_interview.adapters.packs import open_bank
from jupyter_interview.adapters.postgres.store import PostgresStore
from jupyter_interview.adapters.questions import FolderBank
from jupyter_interview.adapters.redis.leases import RedisLeases
from jupyter_interview.adapters.redis.model_budget import BudgetLimits
from jupyter_interview.adapters.redis.queue import DramatiqQueue
from jupyter_interview.adapters.redis.tab_reader import TabReader
from jupyter_interview.adapters.resume.reader import ProcessReader
from jupyter_interview.adapters.resume.refiner import ModelRefiner
from jupyter_interview.adapters.resume.vocabulary import vocabulary
from jupyter_interview.domain.events import Event
from jupyter_interview.domain.interview import Interview
from jupyter_interview.review.alike import similarity_page
from jupyter_interview.review.page import replay_of
from jupyter_interview.review.report import candidate_cells, candidate_report
from jupyter_interview.review.sealing import build_transcript
from jupyter_interview.service.adaptive import AdaptiveEngine
from jupyter_interview.service.analytics import AnalyticsService
from jupyter_interview.service.assignments import Assignments
from jupyter_interview.service.closing import Closing
from jupyter_interview.service.cohorts import Cohorts
from jupyter_interview.service.erasure import Erasure
from jupyter_interview.service.exports import Exports
from jupyter_interview.service.feedback import FeedbackGenerator
from jupyter_interview.service.grading import Grading
from jupyter_interview.service.interviews import Interviews, Room
from jupyter_interview.service.orchestrator import Orchestrator
from jupyter_interview.service.personal import OwnedObjects
from jupyter_interview.service.ports import QuestionBank
from jupyter_interview.service.profiles import Profiles
from jupyter_interview.service.rejudging import Rejudgings
from jupyter_interview.service.replays import Replays
from jupyter_interview.service.reports import Reports
from jupyter_interview.service.rooms import Rooms
from jupyter_interview.service.suggestions import Suggestions
from jupyter_interview.service.sweeper import Sweeper
from jupyter_interview_server import metrics
from jupyter_interview_server.background import keep_lease, name_process, reap
from jupyter_interview_server.broadcast import Broadcast
from jupyter_interview_server.identity import LocalIdentity
from jupyter_interview_server.idle_kernels import IdleKernels
from jupyter_interview_server.interviewer import open_interviewer
from jupyter_interview_server.judge import Judge
from jupyter_interview_server.jupyter_events import JupyterEvents
from jupyter_interview_server.kernel_link import KernelLink
from jupyter_interview_server.places import QueuePlaces
from jupyter_interview_server.readiness import Check, Readiness
from jupyter_interview_server.ready_kernels import ReadyKernels
from jupyter_interview_server.room_finder import RoomFinder
from jupyter_interview_server.scopes import OneUser, Scopes
from jupyter_interview_server.services import Identity, Services
from jupyter_interview_server.tab_guard import TabGuard
from jupyter_interview_server.tenancy.drain import Drain
from jupyter_interview_server.tenancy.mode import HostedParts, open_parts, sandboxed_only
from jupyter_interview_server.tenancy.server import HostedServer
from jupyter_interview_server.workspace import JupyterWorkspace

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Settings:
    """What the app was configured with."""

    data_dir: Path
    signing_key: Path
    database_url: str
    redis_url: str
    object_store: str
    """A folder or an `s3://` address."""
    interviews_per_day: int
    question_packs: tuple[str, ...]
    cohort_packs: Mapping[str, Sequence[str]]
    """By the id of the cohort."""
    judge_concurrency: int
    queue_limit: int
    judge_pool: int
    kernel_pool: int
    kernel_idle_minutes: float
    sweep_seconds: float
    keep_days: float
    ai_extensions: dict[str, str]
    """For which ended interviews keep their content; 0: for ever."""
    models: ModelSettings
    model_limits: BudgetLimits
    model_readings: int

    def open_bank(self) -> FolderBank:
        """With the item parameters that were measured here, if any. Raises BadQuestion when a pack is no folder."""
        index, parameters = self.data_dir / "questions.json", self.data_dir / PARAMETERS_FILE
        return open_bank(self.question_packs, index=index, parameters=parameters, private=self.cohort_packs)


@dataclass(frozen=True)
class Addresses:
    """Where PostgreSQL and Redis are, and our share in the embedded ones."""

    database_url: str
    redis_url: str
    embedded: Attachment | None


def locate_servers(settings: Settings) -> Addresses:
    """Use the configured servers, or start the embedded ones; blocks for at most a few seconds.

    Raises:
        Unavailable: a server does not come up; the sentence says what to do.
    """
    if settings.database_url and settings.redis_url:
        return Addresses(settings.database_url, settings.redis_url, None)
    attachment = attach(settings.data_dir.parent)
    servers = attachment.servers
    return Addresses(settings.database_url or servers.database_url, settings.redis_url or servers.redis_url, attachment)


async def open_services(settings: Settings, addresses: Addresses, serverapp: Any) -> Services:
    """An embedded worker and the interviewer that the settings allow; one local user, or those of a hosted server."""
    server = name_process("server")
    told = JupyterEvents(serverapp.event_logger)

    def watch(interview: Interview, events: Sequence[Event]) -> None:
        metrics.count(interview, events)
        told.tell(interview, events)

    store = await PostgresStore.open(addresses.database_url, watch=watch)
    hosted = await _hosted(serverapp, addresses)
    identity: Identity = hosted.identity(store) if hosted else LocalIdentity(store)
    scopes: Scopes = hosted.scopes if hosted else OneUser()
    room: Callable[[], Awaitable[Room]] = RoomFinder().find
    if hosted:
        room = sandboxed_only(room)
        await room()
    leases = RedisLeases(addresses.redis_url)
    files = open_store(settings.object_store, store.outbox)
    objects = OwnedObjects(files)
    signer = KeyFileSigner(settings.signing_key)
    whole = settings.open_bank()
    queue = DramatiqQueue(addresses.redis_url)
    workspace = JupyterWorkspace(serverapp.contents_manager, serverapp.session_manager, scopes)
    interviewing = open_interviewer(
        settings.models, settings.model_limits, addresses.redis_url, store, readings=settings.model_readings
    )
    interviewer = interviewing.interviewer
    # A model must be kept from telling the hidden tests, for which they have to be known.
    bank: QuestionBank = BriefBank(whole) if interviewing.model is None else whole
    closing = Closing(store, leases, objects, workspace, signer, build_transcript)
    engine = AdaptiveEngine(store, bank, store)
    feedback = FeedbackGenerator(store, bank, store.cohorts, interviewing.reader)
    orchestrator = Orchestrator(store, interviewer, bank, engine, closing, _now, feedback=feedback)
    interviews = Interviews(
        store,
        leases,
        bank,
        engine,
        workspace,
        closing,
        interviewer_name=interviewer.name,
        interviews_per_day=settings.interviews_per_day,
    )
    rooms = Rooms(store, leases, queue, bank, orchestrator, workspace, server=server, queue_limit=settings.queue_limit)
    places = QueuePlaces(queue)
    judge = Judge(store, whole, queue, name=server, concurrency=settings.judge_concurrency, pool=settings.judge_pool)
    kernels = ReadyKernels(serverapp, settings.kernel_pool)

    def prepare(language: str) -> None:
        kernels.prepare(language)
        judge.prepare(language)

    suggestions = Suggestions(store, bank, feedback)
    reports = Reports(store, objects, feedback, suggestions, candidate_report, candidate_cells)
    erasure = Erasure(store, leases, objects, workspace, closing, keep_days=settings.keep_days)
    refiner = None if interviewing.model is None else ModelRefiner(interviewing.model)
    profiles = Profiles(store, objects, ProcessReader(), vocabulary(), refiner)
    assignments = Assignments(store.cohorts, store, interviews, engine, bank, build_transcript, _now)
    checks = _checks(store, leases, objects)
    rejudgings = Rejudgings(assignments, store.cohorts, store, store.rejudgements, bank, queue, signer)
    services = Services(
        store=store,
        leases=leases,
        objects=objects,
        bank=bank,
        identity=identity,
        interviews=interviews,
        cohorts=Cohorts(store.cohorts),
        assignments=assignments,
        grading=Grading(assignments, store.cohorts, store, feedback, signer, similarity_page, _now, bank, replay_of),
        rejudgings=rejudgings,
        rooms=rooms,
        orchestrator=orchestrator,
        feedback=feedback,
        reports=reports,
        suggestions=suggestions,
        replays=Replays(objects, feedback, replay_of),
        analytics=AnalyticsService(store, bank),
        exports=Exports(store, objects),
        erasure=erasure,
        profiles=profiles,
        broadcast=Broadcast(store, orchestrator, places),
        sweeper=Sweeper(store, queue, orchestrator, closing, reports, erasure, rejudgings),
        tokens=hosted.tokens if hosted else None,
        room=room,
        readiness=Readiness([checks["postgresql"], checks["redis"]]),
        model=interviewing.model is not None,
        ai_extensions=settings.ai_extensions,
        prepare=prepare,
        checks={**checks, "judgePool": judge.check, "kernelPool": kernels.check},
    )
    link = KernelLink(serverapp, rooms, identity, scopes, services.spawn)
    workspace.before_stopping(link.stopping)
    tabs = TabReader(addresses.redis_url)
    serverapp.contents_manager.register_pre_save_hook(TabGuard(tabs))
    judge.start()
    services.closers += interviewing.closers
    services.closers += [_closer(tabs.close), _closer(queue.close)]
    services.closers += [store.close, leases.close, orchestrator.close, judge.close, kernels.close]
    services.spawn(asyncio.to_thread(bank.public), "reading the questions")
    services.spawn(services.broadcast.run(), "broadcast")
    services.spawn(places.run(services.broadcast.send_all), "places in the queue")
    services.spawn(services.sweeper.run(timedelta(seconds=settings.sweep_seconds)), "sweeper")
    if isinstance(files, OutboxStore):
        services.spawn(files.run(timedelta(seconds=settings.sweep_seconds)), "outbox")
    services.spawn(
        keep_lease(leases, server, lambda: f"judge: {judge.says()}; kernels: {kernels.says()}"), "server lease"
    )
    idle = timedelta(minutes=settings.kernel_idle_minutes)
    services.spawn(IdleKernels(serverapp, link, leases, scopes, idle).run(), "idle kernels")
    services.spawn(reap(leases), "reaper")
    pools = {"judge": judge.levels, "kernels": kernels.levels}
    services.spawn(metrics.look(queue, lambda: services.broadcast.rooms, pools), "metrics")
    if addresses.embedded is not None:
        services.spawn(supervise(addresses.embedded), "embedded servers")
    if hosted:
        services.closers.append(hosted.close)
        if serverapp.metrics_port:
            services.closers.append(_closer(metrics.serve(serverapp.metrics_port)))
        drain = Drain(services.readiness, services.broadcast, serverapp.tenants, link, serverapp.http_server)
        serverapp.before_stop = drain.run
        hosted.admit(settings.data_dir, services.cohorts)
    return services


def _now() -> datetime:
    return datetime.now(UTC)


async def _hosted(serverapp: Any, addresses: Addresses) -> HostedParts | None:
    if not isinstance(serverapp, HostedServer):
        return None
    return await open_parts(serverapp, addresses.database_url, addresses.redis_url)


def _closer(close: Callable[[], None]) -> Callable[[], Awaitable[None]]:
    async def closer() -> None:
        close()

    return closer


def _checks(store: PostgresStore, leases: RedisLeases, objects: Any) -> dict[str, Check]:
    async def postgres() -> str:
        await store.check()
        return "PostgreSQL answers."

    async def redis() -> str:
        await leases.check()
        return "Redis answers."

    async def object_store() -> str:
        await objects.check()
        return "The object store answers."

    return {"postgresql": postgres, "redis": redis, "objectStore": object_store}
