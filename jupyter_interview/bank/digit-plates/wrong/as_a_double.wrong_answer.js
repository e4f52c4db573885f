function summed(first, second) {
  const number = (chain) => {
    let value = 0;
    for (let node = chain; node !== null; node = node.next) value = value * 10 + node.val;
    return value;
  };
  let chain = null;
  let sum = number(first) + number(second);
  do {
    chain = new ListNode(sum % 10, chain);
    sum = Math.floor(sum / 10);
  } while (sum > 0 && Number.isFinite(sum));
  return chain;
}
