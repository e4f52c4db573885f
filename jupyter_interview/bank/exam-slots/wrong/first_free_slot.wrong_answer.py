def plan_exams(exams: int, conflicts: list[list[int]], slots: int) -> list[int]:
    rivals: list[set[int]] = [set() for _ in range(exams)]
    for one, other in conflicts:
        rivals[one].add(other)
        rivals[other].add(one)
    plan: list[int] = []
    for exam in range(exams):
        free = [slot for slot in range(slots) if all(rival >= exam or plan[rival] != slot for rival in rivals[exam])]
        if not free:
            return []
        plan.append(free[0])
    return plan
