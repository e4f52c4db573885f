def plan_exams(exams: int, conflicts: list[list[int]], slots: int) -> list[int]:
    earlier: list[list[int]] = [[] for _ in range(exams)]
    for one, other in conflicts:
        earlier[other].append(one)
    plan: list[int] = []

    def decide() -> bool:
        exam = len(plan)
        if exam == exams:
            return True
        for slot in range(slots):
            if all(rival >= exam or plan[rival] != slot for rival in earlier[exam]):
                plan.append(slot)
                if decide():
                    return True
                plan.pop()
        return False

    return plan if decide() else []
