function oneLedger(ledgers) {
  const moments = [];
  for (const ledger of ledgers) {
    for (let node = ledger; node !== null; node = node.next) moments.push(node.val);
  }
  return moments.sort().reduceRight((rest, moment) => new ListNode(moment, rest), null);
}
