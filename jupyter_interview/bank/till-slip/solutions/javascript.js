function workOut(slip) {
  const aside = [];
  let total = 0;
  let product = 0;
  let operator = "+";

  function take(value) {
    if (operator === "*") {
      product *= value;
    } else {
      total += product;
      product = operator === "+" ? value : -value;
    }
  }

  for (const token of slip.match(/\d+|[-+*()]/g)) {
    if (token === "(") {
      aside.push([total, product, operator]);
      [total, product, operator] = [0, 0, "+"];
    } else if (token === ")") {
      const value = total + product;
      [total, product, operator] = aside.pop();
      take(value);
    } else if ("+-*".includes(token)) {
      operator = token;
    } else {
      take(Number(token));
    }
  }
  return total + product;
}
