def possible_tables(tongues: list[int], wanted: int) -> int:
    return with_at_most(tongues, wanted) - with_at_most(tongues, wanted - 1)


def with_at_most(tongues: list[int], limit: int) -> int:
    """How many tables have at most so many tongues."""
    speakers: dict[int, int] = {}
    tables = first = 0
    for last, tongue in enumerate(tongues):
        speakers[tongue] = speakers.get(tongue, 0) + 1
        while len(speakers) > limit:
            leaving = tongues[first]
            speakers[leaving] -= 1
            if speakers[leaving] == 0:
                del speakers[leaving]
            first += 1
        tables += last - first + 1
    return tables
