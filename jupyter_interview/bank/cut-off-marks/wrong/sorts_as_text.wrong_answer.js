function cutOffs(marks, places) {
  const winners = [];
  return marks.map(mark => {
    winners.push(mark);
    winners.sort();
    if (winners.length > places) winners.shift();
    return winners.length === places ? winners[0] : null;
  });
}
