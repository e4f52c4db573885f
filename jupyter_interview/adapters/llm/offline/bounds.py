"""Big-O bounds in one spelling: a sorted sum of sorted products, so that `O(n²)`, `O(n * n)` and `n^2` are equal.

Constant factors go, and so does every term that another one dominates whatever the sizes are: `n + n log n` is
`n log n`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

Bound = tuple[tuple[str, ...], ...]
"""A sum of products of factors, both sorted; `()` as a product is constant."""

_Powers = dict[str, int]
"""A product: each factor with its power."""

_FUNCTIONS = frozenset({"log", "sqrt", "min", "max"})
_TOKEN = re.compile(r"[a-z]+|\d+|[\^()+!,/]")
_MOST_TOKENS = 60
"""No bound that anybody means is longer; the rest of the limits keep hostile ones from growing."""
_MOST_TERMS = 32
_MOST_POWER = 99


def normalise(text: str) -> Bound:
    """The bound that a text writes, with or without `O(…)` around it; never fails, whatever the text is."""
    plain = re.sub(r"^\s*(?:big[\s-]*)?[oΘθ]\s*\((.*)\)\s*$", r"\1", text.lower().strip(), flags=re.DOTALL)
    for written, read in (("²", "^2"), ("³", "^3"), ("**", "^"), ("squared", "^2"), ("cubed", "^3")):
        plain = plain.replace(written, read)
    plain = re.sub(r"len\([^()]*\)", "n", plain)
    plain = re.sub(r"log(?:_?2|_?10)?|\b(?:lg|ln)\b", " log ", plain)
    return _bound(_Reader(_TOKEN.findall(plain)[:_MOST_TOKENS]).sum())


def matches(claimed: Bound, accepted: tuple[str, ...]) -> bool:
    """Whether a claim is one of the accepted bounds; `linear` also names a sum of several sizes."""
    known = {normalise(text) for text in accepted}
    if claimed in known:
        return True
    return claimed == (("n",),) and any(all(len(term) == 1 and term[0].isalpha() for term in bound) for bound in known)


_LOGARITHM = 0.3
"""What a logarithm adds to a fitted power, at most, over the sizes that are measured."""


def powers(bound: Bound) -> tuple[float, float] | None:
    """The least and the greatest power of the input's size that a bound can mean; None: not a matter of powers.

    With several sizes any one of them may stand still while the others grow.
    """
    found = [_powers_of(product) for product in bound]
    known = [one for one in found if one is not None]
    if not known or len(known) < len(found):
        return None
    several = len({factor.partition("^")[0] for product in bound for factor in product if factor[0].isalpha()}) > 1
    return 0.0 if several else max(low for low, _ in known), max(high for _, high in known)


def _powers_of(product: tuple[str, ...]) -> tuple[float, float] | None:
    low, high = 0.0, 0.0
    for factor in product:
        base, _, power = factor.partition("^")
        if base.startswith("log("):
            high += _LOGARITHM
        elif len(base) == 1 and base.isalpha() and (power or "1").isdigit():
            low += int(power or 1)
            high += int(power or 1)
        else:
            return None
    return low, high


class _Reader:
    """Reads a sum from tokens, and skips what makes no sense."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._place = 0

    def sum(self) -> list[_Powers]:
        terms = self._product()
        while self._take("+"):
            terms += self._product()
        return terms

    def _product(self) -> list[_Powers]:
        terms: list[_Powers] = [{}]
        sign = 1
        while (item := self._next()) not in ("", "+", ")", ","):
            if item == "/":
                self._place += 1
                sign = -1
                continue
            terms = _multiplied(terms, self._factor(), sign)
            sign = 1
        return terms

    def _factor(self) -> list[_Powers]:
        item = self._next()
        self._place += 1
        if item == "(":
            group = self.sum()
            self._take(")")
            return self._raised(group)
        if item in _FUNCTIONS:
            return self._raised([{f"{item}({self._arguments()})": 1}])
        if item.isdigit():
            return [{f"{item}^{self._exponent()}": 1}] if self._take("^") else [{}]
        if not item.isalpha():
            return [{}]
        if self._take("!"):
            return [{f"{item}!": 1}]
        names = item if len(item) == 2 else [item]
        return _multiplied([dict.fromkeys(names[:-1], 1)], self._raised([{names[-1]: 1}]), 1)

    def _arguments(self) -> str:
        if not self._take("("):
            return _written(self._factor())
        written = [_written(self.sum())]
        while self._take(","):
            written.append(_written(self.sum()))
        self._take(")")
        return ",".join(sorted(written))

    def _raised(self, terms: list[_Powers]) -> list[_Powers]:
        if not self._take("^"):
            return terms
        exponent = self._exponent()
        if not exponent.isdigit():
            return [{f"({_written(terms)})^{exponent}": 1}]
        power = min(int(exponent[:3]), _MOST_POWER)
        if len(terms) == 1:
            return [{base: own * power for base, own in terms[0].items()}]
        return [{f"({_written(terms)})": power}]

    def _exponent(self) -> str:
        if self._next().isdigit():
            self._place += 1
            return self._tokens[self._place - 1]
        return _written(self._factor())

    def _next(self) -> str:
        return self._tokens[self._place] if self._place < len(self._tokens) else ""

    def _take(self, token: str) -> bool:
        taken = self._next() == token
        self._place += taken
        return taken


def _multiplied(left: list[_Powers], right: list[_Powers], sign: int) -> list[_Powers]:
    if len(left) * len(right) > _MOST_TERMS:
        return left
    return [
        {base: a.get(base, 0) + sign * b.get(base, 0) for base in (*a, *(name for name in b if name not in a))}
        for a in left
        for b in right
    ]


def _bound(terms: Iterable[_Powers]) -> Bound:
    products = {tuple(sorted((base, power) for base, power in term.items() if power)) for term in terms}
    kept = (
        one for one in products if not any(other != one and _dominates(dict(other), dict(one)) for other in products)
    )
    return tuple(sorted(tuple(_factor_text(base, power) for base, power in product) for product in kept))


def _dominates(large: _Powers, small: _Powers) -> bool:
    """Whether one product is at least the other for all sizes; a spare factor pays for its own logarithm."""
    spare = {base: large.get(base, 0) - small.get(base, 0) for base in large | small}
    for base in list(spare):
        if spare[base] < 0:
            inner = base.removeprefix("log(").removesuffix(")")
            if spare[base] < -1 or inner == base or spare.get(inner, 0) < 1:
                return False
            spare[inner] -= 1
    return True


def _factor_text(base: str, power: int) -> str:
    return base if power == 1 else f"{base}^{power}"


def _written(terms: Iterable[_Powers]) -> str:
    return "+".join("*".join(product) or "1" for product in _bound(terms))
