def lunch_price(mains: list[int], desserts: list[int], place: int) -> int:
    mains, desserts = sorted(mains), sorted(desserts)
    too_cheap, enough = mains[0] + desserts[0] - 1, mains[-1] + desserts[-1]
    while enough - too_cheap > 1:
        price = (too_cheap + enough) // 2
        if lunches_up_to(mains, desserts, price) >= place:
            enough = price
        else:
            too_cheap = price
    return enough


def lunches_up_to(mains: list[int], desserts: list[int], price: int) -> int:
    """Both lists are sorted: the dearer the main dish, the fewer desserts go with it."""
    count, fitting = 0, len(desserts)
    for main in mains:
        while fitting and main + desserts[fitting - 1] > price:
            fitting -= 1
        if not fitting:
            break
        count += fitting
    return count
