"""What is understood of a résumé: skills, roles and years by rules, and nothing of the person."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_interview.adapters.resume.vocabulary import vocabulary
from jupyter_interview.domain.profile.refining import Suggested, refined, shown
from jupyter_interview.domain.profile.text import heading, legible, sections
from jupyter_interview.domain.profile.understanding import understand
from jupyter_interview.domain.profile.values import MAX_TERMS, Profile, checked
from jupyter_interview.domain.profile.years import years_in
from jupyter_interview.errors import InvalidRequest
from tests.resumes import INJECTION, LINES, PERSONAL

TODAY = date(2026, 11, 25)
TEXT = "\n".join(LINES)


def understood(text: str) -> Profile:
    return understand(legible(text), vocabulary(), TODAY)


def test_a_resume_is_understood() -> None:
    found = understood(TEXT)
    assert found.skills == (
        "Java",
        "Spring",
        "PostgreSQL",
        "Kafka",
        "Graph Algorithms",
        "Python",
        "Go",
        "SQL",
        "Docker",
    )
    assert found.roles == ("Senior Software Engineer", "Backend Engineer")
    assert found.years == 6.0


def test_nothing_of_the_person_is_in_a_profile() -> None:
    assert not any(word in str(understood(TEXT)) for word in PERSONAL)


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("Ready to Go to market, with R and D. Julia Swift, Rust Lane.", ()),
        ("Languages: Go, R, Julia | Swift / Rust", ("Go", "R", "Julia", "Swift", "Rust")),
        ("C++ and C# but not plain c", ("C++", "C#")),
        ("• C\n• Go", ("C", "Go")),
        ("golang, K8s, postgres", ("Go", "Kubernetes", "PostgreSQL")),
        ("Microsoft SQL Server; PL/SQL", ("SQL Server", "PL/SQL")),
        ("JavaScripting pythonic mysqldump", ()),
        ("python.dev@mail.example https://react.example/java", ()),
        ("machine\nlearning", ("Machine Learning",)),
        ("Node.js, ASP.NET Core", ("Node.js", ".NET")),
    ],
)
def test_a_skill_is_a_word_of_its_own(text: str, skills: tuple[str, ...]) -> None:
    assert understood(text).skills == skills


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Jan 2020 - Dec 2020", 1.0),
        ("01/2020 \u2013 06/2021", 1.5),
        ("2020-01 to 2020-06", 0.5),
        ("2019 — 2021", 2.0),
        ("2019 - 2019", 0.5),
        ("November 2024 - present", 2.0),
        ("Sept. 2024 until now", 2.0),
        ("may 2024 to date", 2.5),
        ("2015 - 2018 and 2017 - 2019", 4.0),  # what overlaps counts once
        ("2024 - 2031", 3.0),  # nobody has worked in years to come
        ("1890 - 1900", None),
        ("2021 - 2019", 0.5),  # turned round by mistake: something, but not minus two years
        ("2020", None),
        ("more than 7 years in banks, 3 years in shops", 7.0),
        ("3.5 yrs", 3.5),
        ("2 years in sum; 2010 - 2020", 10.0),
        ("+49 2019-2021-44", None),
    ],
)
def test_years_are_those_of_the_ranges(text: str, years: float | None) -> None:
    assert years_in(text, TODAY) == years


def test_years_at_school_are_not_years_of_work() -> None:
    assert understood("Experience\n2020 - 2022\nEducation\n2010 - 2020").years == 2.0
    assert understood("Education\n2010 - 2020").years is None
    assert understood("EDUCATION:\n2010 - 2016\n• Projects\n2020 - 2021").years == 1.0


def test_sections_begin_with_their_headings() -> None:
    assert [kind for kind, _ in sections(TEXT)] == ["head", "experience", "education", "skills"]
    assert heading("Skills & Tools") == "skills"
    assert heading("I have experience") is None
    assert heading("Experience " * 20) is None


def test_invisible_characters_are_left_out() -> None:
    assert legible("Py\u200bt\u2060h\u00adon") == "Python"
    assert legible("\u202etxet neddih\u202c") == "txet neddih"
    assert legible("a\U000e0041\U000e0042\ufe0fb\ue000c\0\x1b[2J") == "abc[2J"
    assert legible("ﬁne Ｐｙｔｈｏｎ") == "fine Python"  # noqa: RUF001
    assert legible("one\r\ntwo\rthree\u2028four\ttab") == "one\ntwo\nthree\nfour\ttab"


@given(st.text(max_size=300))
def test_no_text_is_understood_as_anything_but_known_terms(text: str) -> None:
    found = understood(text)
    assert all(vocabulary().skill(skill) == skill for skill in found.skills)
    assert checked(found) == found


@pytest.mark.parametrize("repeated", ["a", "a@", "1 ", "2019 - ", "machine ", "Go\n", "( ", "jan", "\u200b"])
def test_no_text_takes_long(repeated: str) -> None:
    """At a hundred thousand characters anything that is not nearly linear would take minutes."""
    understood((repeated * 100_000)[:100_000])


# -- edited by hand


def test_an_edited_profile_is_tidied() -> None:
    edited = Profile((" Zig  compiler ", "zig compiler", "", "K\u200b8s"), ("Tinkerer",), 2.26)
    assert checked(edited) == Profile(("Zig compiler", "K8s"), ("Tinkerer",), 2.3)


@pytest.mark.parametrize(
    "profile",
    [
        Profile(years=-1.0),
        Profile(years=61.0),
        Profile(years=float("nan")),
        Profile(skills=("x" * 61,)),
        Profile(skills=tuple(map(str, range(MAX_TERMS + 1)))),
        Profile(skills=("ada@example.org",)),
        Profile(roles=("call 0117 496 0018",)),
        Profile(skills=("https://ada.example",)),
    ],
)
def test_what_has_no_place_in_a_profile_is_refused(profile: Profile) -> None:
    with pytest.raises(InvalidRequest):
        checked(profile)


# -- refined by a model


def test_a_model_sees_neither_name_nor_contact_nor_school() -> None:
    seen = shown(TEXT)
    assert "Quarkweave" in seen
    assert not any(word in seen for word in PERSONAL)
    without_headings = shown("\n".join(line for line in LINES if heading(line) is None))
    assert "Marguerite" not in without_headings
    assert "Larkspur" not in without_headings


@pytest.mark.parametrize(
    "term",
    ["Haskell", "Marguerite Okonjo", "okonjo", "Bristol", "University of Bristol", "7946", "", "Skills", "x" * 50,
     "Services in Java and Spring"],
)  # fmt: skip
def test_what_a_model_makes_up_or_takes_from_elsewhere_is_not_believed(term: str) -> None:
    found = understood(TEXT)
    assert refined(found, Suggested((term,), (term,)), TEXT, vocabulary()) == found


def test_a_model_may_add_what_stands_there() -> None:
    found = understood(TEXT)
    better = refined(found, Suggested(("quarkweave", "golang", "Python"), ("wayfinding",)), TEXT, vocabulary())
    assert better.skills == (*found.skills, "quarkweave")
    assert better.roles == (*found.roles, "wayfinding")
    assert better.years == found.years


def test_an_injection_that_is_seen_gains_nothing_it_does_not_say() -> None:
    """What is on the page for all to see is data: a model that obeys it can still only add words of the page."""
    text = f"{TEXT}\n{INJECTION}"
    obeyed = Suggested(("SYSTEM OVERRIDE", "Kernel hacking", "previous instructions"), ())
    better = refined(understood(text), obeyed, text, vocabulary())
    assert set(better.skills) - set(understood(text).skills) == {"previous instructions"}


# -- the vocabulary


def test_each_spelling_is_of_one_term() -> None:
    for terms in (vocabulary().skills, vocabulary().roles):
        spellings = [word.casefold() for term in terms for word in {term.name.casefold(), *term.aliases}]
        assert len(spellings) == len(set(spellings))


def test_each_skill_is_found_by_each_of_its_spellings() -> None:
    for term in vocabulary().skills:
        for word in (term.name, *term.aliases):
            assert vocabulary().skills_in(f"Skills: {word}, etc") == (term.name,), word
    for term in vocabulary().roles:
        for word in (term.name, *term.aliases):
            assert term.name in " ".join(vocabulary().roles_in(f"as a {word}.")), word


def test_letters_that_are_an_i_in_some_languages_only_break_nothing() -> None:
    text = legible("Sen\u0131or Software Eng\u0131neer, Data Engineer, LİNUX, L\u0131nux, Django")
    assert understand(text, vocabulary(), TODAY) == Profile(("Django",), ("Data Engineer",), None)
