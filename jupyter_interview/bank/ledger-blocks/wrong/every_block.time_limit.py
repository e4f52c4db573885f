from itertools import accumulate


def matching_blocks(changes: list[list[int]], target: int) -> int:
    blocks = 0
    for first in range(len(changes)):
        columns = [0] * len(changes[0])
        for row in changes[first:]:
            columns = [total + change for total, change in zip(columns, row)]
            totals = list(accumulate(columns, initial=0))
            for right in range(1, len(totals)):
                for left in range(right):
                    if totals[right] - totals[left] == target:
                        blocks += 1
    return blocks
