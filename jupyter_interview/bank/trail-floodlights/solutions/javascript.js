function fewestLights(start, finish, lights) {
  const ordered = [...lights].sort((a, b) => a[0] - b[0]);
  let litUntil = start;
  let count = 0;
  let index = 0;
  while (litUntil < finish) {
    let reach = litUntil;
    while (index < ordered.length && ordered[index][0] <= litUntil) {
      reach = Math.max(reach, ordered[index][1]);
      index++;
    }
    if (reach === litUntil) return -1;
    litUntil = reach;
    count++;
  }
  return count;
}
