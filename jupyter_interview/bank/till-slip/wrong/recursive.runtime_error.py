import re


def work_out(slip: str) -> int:
    tokens = re.findall(r"\d+|[-+*()]", slip)
    position = 0

    def atom() -> int:
        nonlocal position
        position += 1
        if tokens[position - 1] != "(":
            return int(tokens[position - 1])
        value = line()
        position += 1
        return value

    def product() -> int:
        nonlocal position
        value = atom()
        while position < len(tokens) and tokens[position] == "*":
            position += 1
            value *= atom()
        return value

    def line() -> int:
        nonlocal position
        value = product()
        while position < len(tokens) and tokens[position] in "+-":
            position += 1
            value += product() if tokens[position - 1] == "+" else -product()
        return value

    return line()
