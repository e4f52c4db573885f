function leftHanging(balloons) {
  let before = null;
  let hanging = balloons;
  while (hanging !== before) {
    before = hanging;
    hanging = hanging.replace(/(.)\1+/g, "");
  }
  return hanging;
}
