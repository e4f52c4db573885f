from collections import Counter


def can_be_mirrored(beads: list[int]) -> bool:
    odd = sum(number % 2 for number in Counter(beads).values())
    return odd <= 2
