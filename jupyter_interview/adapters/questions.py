"""The question bank: folders on disk, loaded when asked for and kept."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from msgspec.structs import replace

from jupyter_interview.adapters.designs import DesignFolders
from jupyter_interview.adapters.item_parameters import read_parameters
from jupyter_interview.adapters.question_code import whole_tests
from jupyter_interview.adapters.question_files import (
    GENERATOR_FILE,
    STATEMENT_FILE,
    YAML_FILE,
    QuestionEntry,
    TestEntry,
    folder_digest,
    question_files,
    read_checker,
    read_references,
    read_tests,
    read_text,
    read_wrong,
    read_yaml,
)
from jupyter_interview.adapters.question_index import Remembered, read_index, stamp, write_index
from jupyter_interview.adapters.question_rules import (
    check_counts,
    check_folder_name,
    check_statement,
    check_test,
    check_yaml,
)
from jupyter_interview.adapters.signature_rules import read_signature
from jupyter_interview.domain.design.questions import DesignQuestion
from jupyter_interview.domain.questions import (
    MINUTES,
    PRIORS,
    SOURCE_SUFFIXES,
    ItemPrior,
    ListedQuestion,
    PublicQuestion,
    Question,
    ShippedSolution,
    TestCase,
)
from jupyter_interview.domain.signatures import Comparison, Signature
from jupyter_interview.errors import BadQuestion, NotFound

SHIPPED_BANK = Path(__file__).resolve().parent.parent / "bank"
"""The bank inside the package."""

_log = logging.getLogger(__name__)


class _Parts(NamedTuple):
    """What the files of a folder say, checked against each other; nothing of it was run."""

    entry: QuestionEntry
    signature: Signature
    statement: str
    solutions: tuple[ShippedSolution, ...]
    wrong: tuple[ShippedSolution, ...]
    tests: tuple[TestEntry, ...]
    checker: str | None
    digest: str


def check_question(folder: Path) -> None:
    """Everything about a folder that can be told without running its code: for folders of whoever sent them.

    Raises:
        BadQuestion: the folder breaks the format; the message names the file and the rule.
    """
    _read(folder)


def load_question(folder: Path) -> Question:
    """Read, check and complete the question in `folder`.

    Generators and the Python reference solution of the folder run in this process, which takes up to a
    second: keep it off an event loop, and load only folders whose author is trusted.

    Raises:
        BadQuestion: the folder breaks the format; the message names the file and the rule.
    """
    parts = _read(folder)
    return _question(folder, parts, whole_tests(folder, parts.tests, parts.signature))


def _question(folder: Path, parts: _Parts, tests: tuple[TestCase, ...]) -> Question:
    entry = parts.entry
    return Question(
        id=folder.name,
        digest=parts.digest,
        title=entry.title,
        difficulty=entry.difficulty,
        topics=entry.topics,
        statement=parts.statement,
        constraints=entry.constraints,
        signature=parts.signature,
        examples=tuple(
            TestCase(example.arguments, example.expected, explanation=example.explanation) for example in entry.examples
        ),
        tests=tests,
        hints=entry.hints,
        complexity=entry.complexity,
        follow_ups=entry.follow_ups,
        rubric=entry.rubric,
        clarifications=entry.clarifications,
        solutions=parts.solutions,
        wrong=parts.wrong,
        time_limits=entry.time_limits,
        prior=entry.prior or PRIORS[entry.difficulty],
        minutes=entry.minutes or MINUTES[entry.difficulty],
        checker=parts.checker,
    )


def _read(folder: Path) -> _Parts:
    check_folder_name(folder)
    files = question_files(folder)
    entry = read_yaml(folder)
    signature = read_signature(folder, entry.signature)
    check_yaml(folder, entry, signature)
    statement = read_text(folder, STATEMENT_FILE).strip()
    check_statement(folder, statement)
    solutions = read_references(folder, [name for name in files if name.startswith("solutions/")])
    wrong = read_wrong(folder, [name for name in files if name.startswith("wrong/")])
    tests = read_tests(folder)
    check_counts(folder, tests, wrong)
    for number, test in enumerate(tests, 1):
        check_test(folder, number, test, signature, GENERATOR_FILE in files)
    checker = read_checker(folder, wanted=signature.compare is Comparison.CHECKER)
    return _Parts(entry, signature, statement, solutions, wrong, tests, checker, folder_digest(files))


def load_listed(folder: Path) -> ListedQuestion:
    """What browsing and choosing need of the question in `folder`: question.yaml and the digest, no test worked out.

    Raises:
        BadQuestion: question.yaml or the list of files breaks the format.
    """
    check_folder_name(folder)
    files = question_files(folder)
    entry = read_yaml(folder)
    check_yaml(folder, entry, read_signature(folder, entry.signature))
    solved = {Path(name).stem for name in files if name.startswith("solutions/")}
    public = PublicQuestion(
        id=folder.name,
        digest=folder_digest(files),
        title=entry.title,
        difficulty=entry.difficulty,
        topics=entry.topics,
        languages=tuple(language for language in SOURCE_SUFFIXES if language in solved),
    )
    level = entry.difficulty
    return ListedQuestion(public, entry.prior or PRIORS[level], entry.minutes or MINUTES[level])


class FolderBank:
    """Every question folder below `roots`: the subfolders that hold a question.yaml, and those that hold a design.yaml.

    What was read is kept for the life of the object, so that an interview sees one version throughout; `index` is a
    file in which what `listed` says is remembered for the next one. `parameters` are files of measured item parameters,
    which count instead of what authors wrote; of two, the later one. `private` are folders of which only a cohort's
    interviews are asked. Safe to share between threads.
    """

    def __init__(
        self,
        roots: Sequence[Path] = (SHIPPED_BANK,),
        *,
        index: Path | None = None,
        parameters: Sequence[Path] = (),
        private: Mapping[Path, UUID] | None = None,
    ) -> None:
        self._private = dict(private or {})
        self._roots = (*roots, *self._private)
        self._index = index
        self._parameters = tuple(parameters)
        self._measured: dict[str, ItemPrior] | None = None
        self._lock = threading.RLock()
        self._loading = threading.Lock()
        """Apart from the other: who wants a question that is there must not wait for one that is being completed."""
        self._folders: dict[str, Path] | None = None
        self._listed: tuple[ListedQuestion, ...] | None = None
        self._questions: dict[str, Question] = {}
        self._briefs: dict[str, Question] = {}
        self._designs = DesignFolders(self._roots)

    def ids(self) -> tuple[str, ...]:
        """The ids of all questions, sorted.

        Raises:
            BadQuestion: a root is no folder, or one id is there twice.
        """
        return tuple(self._scan())

    def public(self) -> tuple[PublicQuestion, ...]:
        """What browsing shows, by id: nothing of a cohort's own. See `listed`."""
        return tuple(question.public for question in self.listed() if question.cohort is None)

    def listed(self) -> tuple[ListedQuestion, ...]:
        """What choosing needs, by id. Reads no tests and runs no code of the bank; the first call may take seconds.

        Raises:
            BadQuestion: a question.yaml, or a file of parameters, breaks the format.
        """
        with self._lock:
            if self._listed is None:
                measured = self._priors()
                self._listed = tuple(
                    replace(one, prior=measured.get(one.public.id, one.prior), cohort=self.cohort(one.public.id))
                    for one in self._read_listed()
                )
            return self._listed

    def get(self, question_id: str) -> Question:
        """The whole question; see `load_question` for what the first call costs.

        Raises:
            NotFound: the bank has no such question.
            BadQuestion: its folder breaks the format.
        """
        if (question := self._questions.get(question_id)) is not None:
            return question
        with self._loading:
            question = self._questions.get(question_id)
            if question is None:
                question = load_question(_found(self._scan().get(question_id)))
                question = self._questions[question_id] = self._measured_as(question)
                _log.info("loaded question %s, %s hidden tests", question_id, len(question.tests))
            return question

    def brief(self, question_id: str) -> Question:
        """The question without its hidden tests, which only a judge needs; runs no code of the bank. As `get` raises.

        With its tests a question takes some megabytes, and half a second to complete; without, some milliseconds.
        """
        if (question := self._briefs.get(question_id)) is not None:
            return question
        folder = _found(self._scan().get(question_id))
        return self._briefs.setdefault(question_id, self._measured_as(_question(folder, _read(folder), ())))

    def designs(self) -> tuple[PublicQuestion, ...]:
        """What browsing shows of the system-design questions, by id: none of a cohort's own. Raises BadQuestion."""
        return tuple(question for question in self._designs.public() if self.cohort(question.id) is None)

    def design(self, question_id: str) -> DesignQuestion:
        """A whole system-design question. Raises NotFound, BadQuestion."""
        return self._designs.get(question_id)

    def cohort(self, question_id: str) -> UUID | None:
        """Whose alone a question is, of either kind; None where anybody may be asked. Raises NotFound, BadQuestion."""
        return self._private.get(self.folder(question_id).parent)

    def folder(self, question_id: str) -> Path:
        """Where a question's files are. Raises NotFound, BadQuestion."""
        return _found(self._scan().get(question_id) or self._designs.folder(question_id))

    def _measured_as(self, question: Question) -> Question:
        with self._lock:
            return replace(question, prior=self._priors().get(question.id, question.prior))

    def _priors(self) -> dict[str, ItemPrior]:
        if self._measured is None:
            self._measured = {name: prior for file in self._parameters for name, prior in read_parameters(file).items()}
        return self._measured

    def _read_listed(self) -> tuple[ListedQuestion, ...]:
        before = read_index(self._index) if self._index else {}
        after: dict[str, Remembered] = {}
        for folder in self._scan().values():
            name, now = str(folder), stamp(folder)
            known = before.get(name)
            after[name] = known if known and known.stamp == now else Remembered(now, load_listed(folder))
        if self._index and after != before:
            write_index(self._index, after)
        return tuple(known.question for known in after.values())

    def _scan(self) -> dict[str, Path]:
        with self._lock:
            if self._folders is None:
                found: dict[str, Path] = {}
                for root in self._roots:
                    if not root.is_dir():
                        raise BadQuestion(f"The question bank {root} is no folder. Check the configured path.")
                    for folder in sorted(path.parent for path in root.glob(f"*/{YAML_FILE}")):
                        if folder.name in found:
                            raise BadQuestion(f"Question {folder.name} is in two banks. Rename one of the folders.")
                        found[folder.name] = folder
                self._folders = dict(sorted(found.items()))
            return self._folders


def _found(folder: Path | None) -> Path:
    if folder is None:
        raise NotFound("There is no such question in the bank. Choose one from the list of questions.")
    return folder
