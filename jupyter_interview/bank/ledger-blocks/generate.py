from random import Random


def _table(random: Random, rows: int, columns: int, span: int) -> list[list[int]]:
    return [[random.randint(-span, span) for _ in range(columns)] for _ in range(rows)]


def small_changes(random: Random) -> list[object]:
    """Many blocks match."""
    return [_table(random, 40, 700, 1), 0]


def large_changes(random: Random) -> list[object]:
    """Hardly any block matches."""
    return [_table(random, 40, 700, 1_000_000), 12_345]


def one_branch_stands_out(random: Random) -> list[object]:
    """Small changes but in one row."""
    table = _table(random, 38, 700, 5)
    table[17] = [1_000 * change for change in table[17]]
    return [table, -7]
