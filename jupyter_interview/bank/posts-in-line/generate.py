from random import Random

FAR = 100_000_000


def scattered(random: Random) -> list[object]:
    """No two posts at the same distance east: any place is on few lines."""
    columns = random.sample(range(-FAR, FAR + 1), 420)
    return [[[x, random.randrange(-FAR, FAR + 1)] for x in columns]]


def grid(random: Random) -> list[object]:
    """Most of the crossings of a grid: very many lines hold many posts."""
    crossings = [[7 * x, 3 * y] for x in range(25) for y in range(24)]
    return [random.sample(crossings, 540)]


def hidden_line(random: Random) -> list[object]:
    """A long line with large steps, and posts beside it by one centimetre."""
    posts = [[99_983 * step - FAR, 99_979 * step - FAR] for step in random.sample(range(1, 2_000), 320)]
    posts += [[x + random.choice((-1, 1)), y] for x, y in posts[:200]]
    random.shuffle(posts)
    return [posts]
