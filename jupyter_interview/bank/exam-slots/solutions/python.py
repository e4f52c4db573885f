def plan_exams(exams: int, conflicts: list[list[int]], slots: int) -> list[int]:
    rivals: list[set[int]] = [set() for _ in range(exams)]
    for one, other in conflicts:
        rivals[one].add(other)
        rivals[other].add(one)
    plan: list[int | None] = [None] * exams

    def taken_around(exam: int) -> set[int]:
        return {slot for rival in rivals[exam] if (slot := plan[rival]) is not None}

    def decide(in_use: int) -> bool:
        """Find slots for all exams that have none yet, when the slots below `in_use` are used already."""
        undecided = [exam for exam in range(exams) if plan[exam] is None]
        if not undecided:
            return True
        # the exam with the fewest slots left fails soonest, if it must
        exam = max(undecided, key=lambda one: (len(taken_around(one)), len(rivals[one])))
        taken = taken_around(exam)
        for slot in range(min(in_use + 1, slots)):  # unused slots are all alike: one of them will do
            if slot not in taken:
                plan[exam] = slot
                if decide(max(in_use, slot + 1)):
                    return True
        plan[exam] = None
        return False

    return plan if decide(0) else []
