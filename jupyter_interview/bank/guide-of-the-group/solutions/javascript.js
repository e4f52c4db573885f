function findGuide(people, follows) {
  const trust = new Array(people).fill(0);
  for (const [follower, followed] of follows) {
    trust[follower]--;
    trust[followed]++;
  }
  return trust.indexOf(people - 1);
}
