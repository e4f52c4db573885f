function teamSizes(manager) {
  const unfinished = new Array(manager.length).fill(0);
  for (const boss of manager) if (boss >= 0) unfinished[boss]++;
  const sizes = new Array(manager.length).fill(0);
  const ready = [...manager.keys()].filter(person => unfinished[person] === 0);
  while (ready.length > 0) {
    const person = ready.pop();
    const boss = manager[person];
    if (boss < 0) continue;
    sizes[boss] += sizes[person] + 1;
    unfinished[boss]--;
    if (unfinished[boss] === 0) ready.push(boss);
  }
  return sizes;
}
