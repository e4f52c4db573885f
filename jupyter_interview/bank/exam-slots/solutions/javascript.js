function planExams(exams, conflicts, slots) {
  const rivals = Array.from({ length: exams }, () => new Set());
  for (const [one, other] of conflicts) {
    rivals[one].add(other);
    rivals[other].add(one);
  }
  const plan = new Array(exams).fill(null);

  function takenAround(exam) {
    const taken = new Set();
    for (const rival of rivals[exam]) if (plan[rival] !== null) taken.add(plan[rival]);
    return taken;
  }

  // The exam with the fewest slots left fails soonest, if it must.
  function hardest() {
    let best = null;
    for (let exam = 0; exam < exams; exam++) {
      if (plan[exam] !== null) continue;
      const taken = takenAround(exam);
      const degree = rivals[exam].size;
      if (best === null || taken.size > best.taken.size || (taken.size === best.taken.size && degree > best.degree)) {
        best = { exam, taken, degree };
      }
    }
    return best;
  }

  // Finds slots for all exams that have none yet, when the slots below `inUse` are used already.
  function decide(inUse) {
    const next = hardest();
    if (next === null) return true;
    // Unused slots are all alike: one of them will do.
    for (let slot = 0; slot < Math.min(inUse + 1, slots); slot++) {
      if (next.taken.has(slot)) continue;
      plan[next.exam] = slot;
      if (decide(Math.max(inUse, slot + 1))) return true;
    }
    plan[next.exam] = null;
    return false;
  }

  return decide(0) ? plan : [];
}
