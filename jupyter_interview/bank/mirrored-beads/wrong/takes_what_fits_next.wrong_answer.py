def can_be_mirrored(beads: list[int]) -> bool:
    left, right = 0, len(beads) - 1
    taken = False
    while left < right:
        if beads[left] == beads[right]:
            left += 1
            right -= 1
        elif taken:
            return False
        elif beads[left + 1] == beads[right]:
            taken = True
            left += 1
        elif beads[left] == beads[right - 1]:
            taken = True
            right -= 1
        else:
            return False
    return True
