def plan_exams(exams: int, conflicts: list[list[int]], slots: int) -> list[int]:
    rivals: list[set[int]] = [set() for _ in range(exams)]
    for one, other in conflicts:
        rivals[one].add(other)
        rivals[other].add(one)
    plan: list[int] = []

    def decide() -> bool:
        exam = len(plan)
        if exam == exams:
            return True
        for slot in range(slots):
            if all(rival >= exam or plan[rival] != slot for rival in rivals[exam]):
                plan.append(slot)
                if decide():
                    return True
                plan.pop()
        return False

    return plan if decide() else []
