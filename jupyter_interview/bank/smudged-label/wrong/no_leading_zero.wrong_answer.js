function possibleLabels(label, total) {
  const found = [];

  function fill(beginning, missing) {
    if (missing < 0 || missing > 9 * (label.length - beginning.length)) return;
    const sign = label[beginning.length];
    if (sign === undefined) {
      found.push(beginning);
    } else if (sign !== '?') {
      fill(beginning + sign, missing - Number(sign));
    } else {
      for (let digit = beginning === '' ? 1 : 0; digit <= 9; digit++) fill(beginning + digit, missing - digit);
    }
  }

  fill('', total);
  return found;
}
