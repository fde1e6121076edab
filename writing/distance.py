"""How far two spellings are from one another."""


def edit_distance(one: str, other: str, most: int) -> int:
    """The slips between two words: a letter more, less or other, or two neighbours swapped.

    That is the optimal string alignment distance. What is beyond `most` is `most + 1`, whatever
    it is. Letters are compared as they are: fold before. Never raises.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, wanted in enumerate(other, 1):
            cost = min(
                last[column] + 1,
                line[column - 1] + 1,
                last[column - 1] + (letter != wanted),
            )
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == wanted:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        if min(line) > most:
            return most + 1
        before, last = last, line
    return min(last[-1], most + 1)
