def lunch_price(mains: list[int], desserts: list[int], place: int) -> int:
    mains, desserts = sorted(mains), sorted(desserts)
    low, high = mains[0] + desserts[0], mains[-1] + desserts[-1]
    while low < high:
        price = (low + high) // 2
        count, fitting = 0, len(desserts)
        for main in mains:
            while fitting and main + desserts[fitting - 1] >= price:
                fitting -= 1
            count += fitting
        if count >= place:
            high = price
        else:
            low = price + 1
    return low
