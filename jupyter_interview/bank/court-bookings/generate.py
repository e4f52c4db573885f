from random import Random


def _arguments(calls: list[tuple[str, list[int]]]) -> list[object]:
    return [["CourtBookings", *(name for name, _ in calls)], [[], *(given for _, given in calls)]]


def decades(random: Random) -> list[object]:
    """Short bookings far apart, so that most are accepted, with questions and a few cancellations."""
    calls: list[tuple[str, list[int]]] = []
    starts: list[int] = []
    for _ in range(22_000):
        chance = random.random()
        if chance < 0.75 or not starts:
            start = random.randrange(999_000_000)
            starts.append(start)
            calls.append(("book", [start, start + random.randrange(30, 4_000)]))
        elif chance < 0.95:
            calls.append(("booking_at", [random.choice(starts) + random.randrange(2_000)]))
        else:
            calls.append(("cancel", [random.choice(starts)]))
    return _arguments(calls)


def full_book(random: Random) -> list[object]:
    """The court fills up back to back, then single hours are cancelled and booked again in halves."""
    hours = list(range(9_000))
    random.shuffle(hours)
    calls = [("book", [60 * hour, 60 * hour + 60]) for hour in hours]
    for _ in range(2_500):
        start = 60 * random.randrange(9_000)
        calls += [("cancel", [start]), ("book", [start + 30, start + 60]), ("book", [start, start + 31])]
        calls.append(("booking_at", [start + random.randrange(60)]))
    return _arguments(calls)
