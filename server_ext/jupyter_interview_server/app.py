"""The extension app: settings, start, stop."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from jupyter_core.paths import jupyter_data_dir
from jupyter_server.extension.application import ExtensionApp
from traitlets import Bool, Dict, Float, Int, List, Unicode

from jupyter_interview import __version__
from jupyter_interview.adapters.llm.groq import ModelSettings
from jupyter_interview.adapters.redis.model_budget import BudgetLimits
from jupyter_interview.errors import InterviewError, Unavailable
from jupyter_interview_server.ai_extensions import with_more
from jupyter_interview_server.logs import all_as_json
from jupyter_interview_server.routes import ROUTES, pattern
from jupyter_interview_server.services import Services
from jupyter_interview_server.wiring import Addresses, Settings, locate_servers, open_services

logger = logging.getLogger(__name__)


class InterviewApp(ExtensionApp):
    """JupyterLab as a technical interview room."""

    name = "interview"
    app_name = "jupyter-interview"
    extension_url = "/lab"
    load_other_extensions = True

    data_folder = Unicode(
        "",
        help="Where the folder `interview` is made: servers, keys, stored files. Default: Jupyter's data folder.",
    ).tag(config=True)
    database_url = Unicode("", help="An external PostgreSQL, as `postgresql://…`. Default: the embedded one.").tag(
        config=True
    )
    redis_url = Unicode(
        "", help="An external Redis or Valkey, as `redis://…` or `unix://…`. Default: the embedded one."
    ).tag(config=True)
    object_store = Unicode(
        "", help="Where transcripts are kept: a folder, or `s3://bucket/prefix`. Default: a folder beside the database."
    ).tag(config=True)
    signing_key_file = Unicode(
        "",
        help="A PEM file with the Ed25519 key that signs transcripts, shared by all servers of a deployment."
        " Default: made in the data folder.",
    ).tag(config=True)
    interviews_per_day = Int(20, min=1, help="Interviews that one user may start in a day (UTC).").tag(config=True)
    question_packs = List(
        Unicode(), help="Folders of question folders, asked beside the shipped ones. Their code runs in this server."
    ).tag(config=True)
    cohort_packs = Dict(
        value_trait=List(Unicode()),
        key_trait=Unicode(),
        help="Folders of question folders by the id of the cohort in whose assignments alone they are asked.",
    ).tag(config=True)
    judge_concurrency = Int(
        2, min=0, help="Submissions judged at once by this server itself; 0: only by `jupyter interview worker`."
    ).tag(config=True)
    queue_limit = Int(
        100, min=0, help="Submissions that may wait for the judge before more are refused as busy; 0: no limit."
    ).tag(config=True)
    judge_pool = Int(
        2, min=0, help="Containers a language that the judge keeps ready while it is used; fewer where memory is short."
    ).tag(config=True)
    kernel_pool = Int(
        1, min=0, help="Kernels a language that are kept started while interviews begin; fewer where memory is short."
    ).tag(config=True)
    kernel_idle_minutes = Float(
        30.0, min=0, help="Then a kernel in which nothing ran is stopped, unless somebody is in its interview's room."
    ).tag(config=True)
    keep_days = Float(
        0.0, min=0, help="Days for which an ended interview keeps its content; then it is erased. 0: for ever."
    ).tag(config=True)
    ai_extensions = Dict(
        value_trait=Unicode(),
        key_trait=Unicode(),
        help="More AI extensions to disclose and record: names by what their packages have in theirs; empty: not.",
    ).tag(config=True)
    json_logs = Bool(False, help="Write the server's log as a JSON object a line.").tag(config=True)
    sweep_seconds = Float(5.0, min=0.1, help="Pause between two looks for what is due.").tag(config=True)

    models = List(
        Unicode(),
        help="Language models that word the interviewer's turns, in the order in which they are tried. Empty: none.",
    ).tag(config=True)
    model_base_url = Unicode("https://api.groq.com", help="The language model's provider, host alone.").tag(config=True)
    model_path = Unicode("/openai/v1", help="The path of the provider's API, before `/chat/completions`.").tag(
        config=True
    )
    model_key_file = Unicode("", help="A file with the provider's key, where GROQ_API_KEY is not set.").tag(config=True)
    model_turn_seconds = Float(20.0, min=1, help="For one turn's words; then the authored ones are said.").tag(
        config=True
    )
    model_readings = Int(
        3, min=0, max=9, help="How often a model reads a finished interview for its feedback. 0: scores are by rules."
    ).tag(config=True)
    model_requests_per_minute = Int(
        25, min=0, help="Requests to the provider of all servers together, shared fairly. 0: no limit of ours."
    ).tag(config=True)
    model_tokens_per_interview = Int(60_000, min=0, help="Tokens of one interview; 0: no limit.").tag(config=True)
    model_tokens_per_day = Int(0, min=0, help="Tokens of all interviews of a UTC day; 0: no limit.").tag(config=True)

    _addresses: Addresses
    _services: Services | None = None

    @property
    def services(self) -> Services:
        """Raises Unavailable until the server has started."""
        if self._services is None:
            raise Unavailable("The interview room is still opening. Try again in a second.")
        return self._services

    def initialize_settings(self) -> None:
        """Start the embedded servers. A failure stops Jupyter with a sentence, not a quiet start without us."""
        self._join_logs()
        try:
            self._addresses = locate_servers(self.configuration())
        except InterviewError as error:
            self.log.critical("jupyter-interview cannot start: %s", error.message)
            self.exit(1)  # an exception would be logged, and Jupyter would serve on without us

    def initialize_handlers(self) -> None:
        self.handlers.extend((pattern(path), handler, {"app": self}) for path, handler in ROUTES)

    def _join_logs(self) -> None:
        """What our packages log goes where Jupyter's own log goes, at its level."""
        if self.json_logs:
            all_as_json()
        for package in ("jupyter_interview", "jupyter_interview_server", "jupyter_interview_kernels"):
            logger = logging.getLogger(package)
            logger.parent = self.log
            logger.setLevel(self.log.level)

    async def _start_jupyter_server_extension(self, serverapp: Any) -> None:
        """Open pools and start background work, before the first request is answered."""
        if self.json_logs:
            all_as_json()  # again, for the applications that were loaded after this one
        try:
            self._services = await open_services(self.configuration(), self._addresses, serverapp)
        except Exception as error:
            reason = error.message if isinstance(error, InterviewError) else type(error).__name__
            self.log.critical(
                "jupyter-interview cannot start: %s", reason, exc_info=not isinstance(error, InterviewError)
            )
            if self._addresses.embedded is not None:
                self._addresses.embedded.detach()
            self.exit(1)
        self.log.info("jupyter-interview %s is ready", __version__)

    async def stop_extension(self) -> None:
        """Close everything; the last process to leave stops the embedded servers."""
        if self._services is not None:
            await self._services.close()
        if self._addresses.embedded is not None:
            self._addresses.embedded.detach()

    def configuration(self) -> Settings:
        """The traits, with their defaults worked out."""
        data_dir = Path(self.data_folder or jupyter_data_dir()).expanduser() / "interview"
        return Settings(
            data_dir=data_dir,
            signing_key=Path(self.signing_key_file or data_dir / "keys" / "transcripts.key").expanduser(),
            database_url=self.database_url,
            redis_url=self.redis_url,
            object_store=self.object_store or str(data_dir / "objects"),
            interviews_per_day=self.interviews_per_day,
            question_packs=tuple(self.question_packs),
            cohort_packs=self.cohort_packs,
            judge_concurrency=self.judge_concurrency,
            queue_limit=self.queue_limit,
            judge_pool=self.judge_pool,
            kernel_pool=self.kernel_pool,
            kernel_idle_minutes=self.kernel_idle_minutes,
            sweep_seconds=self.sweep_seconds,
            keep_days=self.keep_days,
            ai_extensions=with_more(self.ai_extensions),
            models=ModelSettings(
                models=tuple(self.models),
                base_url=self.model_base_url,
                path=self.model_path,
                key_file=self.model_key_file,
                turn_seconds=self.model_turn_seconds,
            ),
            model_readings=self.model_readings,
            model_limits=BudgetLimits(
                requests_per_minute=self.model_requests_per_minute,
                tokens_per_session=self.model_tokens_per_interview,
                tokens_per_day=self.model_tokens_per_day,
            ),
        )


def configured_settings() -> Settings:
    """What a server started here and now would use: the configuration files, without a server."""
    app = InterviewApp()
    own = app.config_file_name
    for name in ("jupyter_server_config", own):  # in the order in which the server reads them
        app.config_file_name = name
        app.load_config_file(suppress_errors=False)
    return app.configuration()
