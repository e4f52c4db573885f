def matching_blocks(changes: list[list[int]], target: int) -> int:
    blocks = 0
    for first in range(len(changes)):
        columns = [0] * len(changes[0])
        for row in changes[first:]:
            columns = [total + change for total, change in zip(columns, row)]
            blocks += matching_runs(columns, target)
    return blocks


def matching_runs(values: list[int], target: int) -> int:
    """How many runs of neighbouring values add up to the target."""
    occurred = {0: 1}
    runs = total = 0
    for value in values:
        total += value
        runs += occurred.get(total - target, 0)
        occurred[total] = occurred.get(total, 0) + 1
    return runs
