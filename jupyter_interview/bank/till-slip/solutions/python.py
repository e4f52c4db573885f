import re


def work_out(slip: str) -> int:
    aside: list[tuple[int, int, str]] = []
    total, product, operator = 0, 0, "+"
    for token in re.findall(r"\d+|[-+*()]", slip):
        if token == "(":
            aside.append((total, product, operator))
            total, product, operator = 0, 0, "+"
        elif token in "+-*":
            operator = token
        else:
            if token == ")":
                value = total + product
                total, product, operator = aside.pop()
            else:
                value = int(token)
            if operator == "*":
                product *= value
            else:
                total += product
                product = value if operator == "+" else -value
    return total + product
