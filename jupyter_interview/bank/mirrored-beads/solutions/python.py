def can_be_mirrored(beads: list[int]) -> bool:
    def first_difference(left: int, right: int) -> tuple[int, int]:
        """The outermost pair that differs between the two ends; ends that met when there is none."""
        while left < right and beads[left] == beads[right]:
            left += 1
            right -= 1
        return left, right

    def is_mirrored(left: int, right: int) -> bool:
        left, right = first_difference(left, right)
        return left >= right

    left, right = first_difference(0, len(beads) - 1)
    return left >= right or is_mirrored(left + 1, right) or is_mirrored(left, right - 1)
