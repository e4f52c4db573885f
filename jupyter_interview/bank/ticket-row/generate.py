from random import Random


def full_hall(random: Random) -> list[object]:
    """Rows of any size, hardly one of them empty, and every seat sold with the same chance."""
    seats = [random.randrange(1_000_001) for _ in range(30_000)]
    total = sum(seats)
    return [seats, [random.randrange(1, total + 1) for _ in range(15_000)]]


def thinned_out(random: Random) -> list[object]:
    """Most rows are gone; many tickets are the first or last of a row, some are for no row at all."""
    seats = [random.randrange(1, 9) if random.random() < 0.05 else 0 for _ in range(50_000)]
    total = sum(seats)
    return [seats, [random.randrange(1, total + total // 8) for _ in range(30_000)]]
