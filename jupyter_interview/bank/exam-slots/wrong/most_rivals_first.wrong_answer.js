function planExams(exams, conflicts, slots) {
  const rivals = Array.from({ length: exams }, () => new Set());
  for (const [one, other] of conflicts) {
    rivals[one].add(other);
    rivals[other].add(one);
  }
  const plan = new Array(exams).fill(null);
  const order = [...plan.keys()].sort((one, other) => rivals[other].size - rivals[one].size);
  for (const exam of order) {
    const taken = new Set([...rivals[exam]].map(rival => plan[rival]));
    let slot = 0;
    while (taken.has(slot)) slot++;
    if (slot === slots) return [];
    plan[exam] = slot;
  }
  return plan;
}
