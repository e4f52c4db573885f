def possible_tables(tongues: list[int], wanted: int) -> int:
    tables = 0
    for first in range(len(tongues)):
        spoken = set()
        for last in range(first, len(tongues)):
            spoken.add(tongues[last])
            if len(spoken) > wanted:
                break
            if len(spoken) == wanted:
                tables += 1
    return tables
