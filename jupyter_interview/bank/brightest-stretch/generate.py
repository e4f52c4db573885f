from random import Random


def noise(random: Random) -> list[object]:
    """No stretch stands out, and the best is not of the shortest length."""
    return [[random.randint(-10_000, 10_000) for _ in range(20_000)], 3_000]


def two_lights(random: Random) -> list[object]:
    """A narrow light and a wide one behind it, with darkness between."""
    brightness = [random.randint(-300, 300) for _ in range(20_000)]
    for place in range(4_000, 4_900):
        brightness[place] += 5_000
    for place in range(5_400, 6_300):
        brightness[place] += 5_200
    return [brightness, 1_500]


def dark_night(random: Random) -> list[object]:
    """All below zero, and half of the line at least."""
    return [[-random.randint(1, 10_000) for _ in range(18_000)], 9_000]
