"""`jupyter interview questions show|new|export|import`: a question from its first line to another school's bank."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_interview.cli import designs
from jupyter_interview.cli.judged import bank_of

if TYPE_CHECKING:
    from jupyter_interview.domain.questions import Question, ShippedSolution

FORMATS = ("auto", "folder", "zip", "kattis")


def add(actions: Any) -> list[argparse.ArgumentParser]:
    """The parsers of those that read a bank."""
    show = actions.add_parser("show", help="what a candidate sees of a question")
    show.add_argument("id", metavar="ID")
    show.add_argument("--language", metavar="L", default="python", help="of the starter code; default: python")
    show.add_argument("--hidden", action="store_true", help="hints, answers, tests and rubric too: for an educator")
    show.set_defaults(run=run_show)
    new = actions.add_parser("new", help="begin a question: a folder that works, with TODO where your words belong")
    new.add_argument("folder", type=Path, metavar="FOLDER", help="its last part is the id, such as late-trains")
    new.add_argument("--title", metavar="TITLE", help="default: the id in words")
    new.add_argument("--kind", choices=("function", "class", "program"), default="function", help="what is asked for")
    new.set_defaults(run=run_new)
    export = actions.add_parser("export", help="pack questions into a zip, to be imported elsewhere")
    export.add_argument("ids", nargs="+", metavar="ID")
    export.add_argument("--to", type=Path, required=True, metavar="FILE.zip")
    export.set_defaults(run=run_export)
    importing = actions.add_parser("import", help="bring in questions: a zip, a folder, or a Kattis problem package")
    importing.add_argument("source", type=Path, metavar="SOURCE")
    importing.add_argument("--to", type=Path, required=True, metavar="PACK", help="the folder of your questions")
    importing.add_argument("--format", choices=FORMATS, default="auto", help="what SOURCE is; default: seen by itself")
    importing.set_defaults(run=run_import)
    return [show, export]


def run_show(arguments: argparse.Namespace) -> int:
    from jupyter_interview.domain.inert import visible
    from jupyter_interview.domain.starter import starter_code
    from jupyter_interview.domain.statement import render_statement

    bank = bank_of(arguments.bank)
    if arguments.id in [question.id for question in bank.designs()]:
        print(visible(designs.shown(bank.design(arguments.id), hidden=arguments.hidden)))
        return 0
    question = bank.get(arguments.id)
    print(visible(render_statement(question)))
    print(visible(f"```{arguments.language}\n{starter_code(question.signature, arguments.language)}```"))
    if arguments.hidden:
        print(visible("\n".join(_hidden(question))))
    return 0


def _hidden(question: Question) -> list[str]:
    complexity = question.complexity
    prior = question.prior
    lines = [
        "\n## Hidden from candidates",
        f"\nTime {complexity.time}, space {complexity.space}; difficulty {prior.difficulty:+g}, "
        f"discrimination {prior.discrimination:g}, {question.minutes:g} minutes.",
        "\n### Hints",
        *(f"{step}. {hint}" for step, hint in enumerate(question.hints, 1)),
        "\n### Clarifications",
        *(f"- {', '.join(one.keywords)}: {one.met}" for one in question.clarifications),
        "\n### Follow-ups",
        *(f"- {one.ask} ({', '.join(one.keywords)})" for one in question.follow_ups),
        "\n### Rubric",
        *(f"- {line.criterion}: {line.text}" for line in question.rubric),
        f"\n### {len(question.tests)} hidden tests",
        *(f"- {category}: {count}" for category, count in _categories(question).items()),
    ]
    solutions = (*question.solutions, *question.wrong)
    return lines + [_solution(one) for one in solutions]


def _solution(one: ShippedSolution) -> str:
    return f"\n### {one.name} ({one.verdict})\n\n```{one.language}\n{one.source}```"


def _categories(question: Question) -> dict[str, int]:
    names = [test.category for test in question.tests]
    return {name: names.count(name) for name in dict.fromkeys(names)}


def run_new(arguments: argparse.Namespace) -> int:
    from jupyter_interview.adapters.question_folders import begin

    folder: Path = arguments.folder.absolute()
    begin(folder, arguments.kind, arguments.title or folder.name.replace("-", " ").capitalize())
    print(f"{folder} is begun. Replace what begins with TODO, then run")
    print(f"jupyter interview questions check --bank {folder.parent} {folder.name}")
    return 0


def run_export(arguments: argparse.Namespace) -> int:
    from jupyter_interview.adapters.question_folders import pack

    bank = bank_of(arguments.bank)
    folders = [bank.folder(question_id) for question_id in dict.fromkeys(arguments.ids)]
    pack(folders, arguments.to)
    print(f"{len(folders)} questions in {arguments.to}, tests and solutions included: do not give it to candidates.")
    return 0


def run_import(arguments: argparse.Namespace) -> int:
    from jupyter_interview.adapters.design_files import DESIGN_FILE, load_design
    from jupyter_interview.adapters.questions import check_question
    from jupyter_interview.errors import BadQuestion

    folders = _imported(arguments.source, arguments.to, arguments.format)
    unfinished = 0
    for folder in folders:
        try:
            load_design(folder) if (folder / DESIGN_FILE).exists() else check_question(folder)
            print(f"{folder}: complete; `jupyter interview questions check` runs its code, so read it first")
        except BadQuestion as error:
            unfinished += 1
            print(f"{folder}: {error.message}")
    if unfinished:
        print(f"{unfinished} of {len(folders)} cannot be asked yet; `jupyter interview questions check` says why.")
    return 1 if unfinished else 0


def _imported(source: Path, target: Path, form: str) -> list[Path]:
    from jupyter_interview.adapters import kattis, question_folders
    from jupyter_interview.errors import InvalidRequest

    if not source.exists():
        raise InvalidRequest(f"{source} is not there. Name a zip or a folder.")
    if form == "kattis" or (form == "auto" and kattis.is_package(source)):
        name, files = kattis.read_package(source)
        question_folders.place(target / name, files)
        return [target / name]
    if form == "zip" or (form == "auto" and source.is_file()):
        return question_folders.unpack(source, target)
    return [question_folders.copy(source.absolute(), target)]
