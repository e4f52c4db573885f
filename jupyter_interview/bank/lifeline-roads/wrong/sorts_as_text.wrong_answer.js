function lifelineRoads(villages, roads) {
  const leaving = Array.from({ length: villages }, () => []);
  for (const [road, [one, other]] of roads.entries()) {
    leaving[one].push({ neighbour: other, road });
    leaving[other].push({ neighbour: one, road });
  }
  const entered = new Array(villages).fill(0); // the number at which a village was entered; 0 is not yet
  const lowest = new Array(villages).fill(0);
  const lifelines = [];
  const way = [];
  let count = 0;
  const enter = (village, by) => {
    entered[village] = lowest[village] = ++count;
    way.push({ village, by, tried: 0 });
  };
  for (let start = 0; start < villages; start++) {
    if (entered[start] === 0) enter(start, -1);
    while (way.length > 0) {
      const step = way.at(-1);
      const { village, by } = step;
      if (step.tried < leaving[village].length) {
        const { neighbour, road } = leaving[village][step.tried++];
        if (entered[neighbour] === 0) {
          enter(neighbour, road);
        } else if (road !== by) {
          lowest[village] = Math.min(lowest[village], entered[neighbour]);
        }
        continue;
      }
      way.pop();
      if (way.length > 0) {
        const above = way.at(-1).village;
        lowest[above] = Math.min(lowest[above], lowest[village]);
        if (lowest[village] === entered[village]) lifelines.push(by);
      }
    }
  }
  return lifelines.sort();
}
