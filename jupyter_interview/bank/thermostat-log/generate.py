from random import Random

Call = tuple[str, list[object]]


def arguments(calls: list[Call]) -> list[object]:
    return [["ThermostatLog", *(name for name, _ in calls)], [[], *(given for _, given in calls)]]


def change(random: Random, room: str, minute: int) -> Call:
    if random.random() < 0.1:
        return "switch_off", [room, minute]
    return "set_target", [room, minute, random.randrange(15, 26)]


def one_room(random: Random) -> list[object]:
    """Fourteen thousand changes, then questions about all of the time."""
    minute, calls = 0, []
    for _ in range(14_000):
        minute += random.randrange(4)
        calls.append(change(random, "a", minute))
    for _ in range(15_000):
        calls.append(("target_at", ["a", random.randrange(minute + 1)]))
    return arguments(calls)


def many_rooms(random: Random) -> list[object]:
    """Changes and questions in turn, for hundreds of rooms."""
    rooms = [first + second for first in "abcdefghijklmnop" for second in "abcdefghijklmnop"]
    minute, calls = 0, []
    for _ in range(7_000):
        minute += random.randrange(3)
        calls.append(change(random, random.choice(rooms), minute))
        calls.append(("target_at", [random.choice(rooms), random.randrange(minute + 50)]))
    return arguments(calls)
