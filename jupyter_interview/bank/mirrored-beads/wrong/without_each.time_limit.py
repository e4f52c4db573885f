def can_be_mirrored(beads: list[int]) -> bool:
    if beads == beads[::-1]:
        return True
    for index in range(len(beads)):
        rest = beads[:index] + beads[index + 1 :]
        if rest == rest[::-1]:
            return True
    return False
