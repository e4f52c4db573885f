def hangers_needed(guests: list[list[int]]) -> int:
    moments = [(arrive, 0) for arrive, _ in guests] + [(leave, 1) for _, leave in guests]
    hanging = most = 0
    for _, leaves in sorted(moments):
        hanging += -1 if leaves else 1
        most = max(most, hanging)
    return most
