import re

NUMBER = r"-?\d+"


def flat(line: str) -> int:
    """Without brackets, but with the minus signs that results bring along."""
    total = 0
    for sign, product in re.findall(r"(^|[-+])((?:-?\d+\*)*-?\d+)", line):
        value = 1
        for factor in product.split("*"):
            value *= int(factor)
        total += -value if sign == "-" else value
    return total


def work_out(slip: str) -> int:
    slip = slip.replace(" ", "")
    while (innermost := re.search(r"\(([^()]*)\)", slip)) is not None:
        slip = slip[: innermost.start()] + str(flat(innermost[1])) + slip[innermost.end() :]
    return flat(slip)
