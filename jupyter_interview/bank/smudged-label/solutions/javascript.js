function possibleLabels(label, total) {
  const found = [];

  // All ways to go on when the open digits have to add up to `missing`.
  function fill(beginning, missing, stillOpen) {
    if (missing < 0 || missing > 9 * stillOpen) return;
    const sign = label[beginning.length];
    if (sign === undefined) {
      found.push(beginning);
    } else if (sign !== '?') {
      fill(beginning + sign, missing, stillOpen);
    } else {
      for (let digit = 0; digit <= 9; digit++) fill(beginning + digit, missing - digit, stillOpen - 1);
    }
  }

  const readable = [...label].filter(sign => sign !== '?');
  const sum = readable.reduce((all, digit) => all + Number(digit), 0);
  fill('', total - sum, label.length - readable.length);
  return found;
}
