import re


def work_out(slip: str) -> int:
    aside: list[tuple[int, str]] = []
    total, operator = 0, "+"
    for token in re.findall(r"\d+|[-+*()]", slip):
        if token == "(":
            aside.append((total, operator))
            total, operator = 0, "+"
        elif token in "+-*":
            operator = token
        else:
            value = total if token == ")" else int(token)
            if token == ")":
                total, operator = aside.pop()
            total = total + value if operator == "+" else total - value if operator == "-" else total * value
    return total
