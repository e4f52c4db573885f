function findGuide(people, follows) {
  const followers = new Set(follows.map(([follower]) => follower));
  for (let person = 0; person < people; person++) {
    if (!followers.has(person)) return person;
  }
  return -1;
}
