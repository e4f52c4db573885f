def possible_tables(tongues: list[int], wanted: int) -> int:
    speakers: dict[int, int] = {}
    tables = first = 0
    for tongue in tongues:
        speakers[tongue] = speakers.get(tongue, 0) + 1
        while len(speakers) > wanted or (len(speakers) == wanted and speakers[tongues[first]] > 1):
            if len(speakers) == wanted:
                tables += 1
            leaving = tongues[first]
            speakers[leaving] -= 1
            if speakers[leaving] == 0:
                del speakers[leaving]
            first += 1
        if len(speakers) == wanted:
            tables += 1
    return tables
