function summed(first, second) {
  const ones = digits(first);
  const others = digits(second);
  let chain = null;
  let carry = 0;
  while (ones.length > 0 || others.length > 0 || carry > 0) {
    const sum = (ones.pop() ?? 0) + (others.pop() ?? 0) + carry;
    chain = new ListNode(sum % 10, chain);
    carry = sum >= 10 ? 1 : 0;
  }
  return chain;
}

function digits(chain) {
  const values = [];
  for (let node = chain; node !== null; node = node.next) values.push(node.val);
  return values;
}
