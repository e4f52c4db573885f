const OPENING_OF = new Map([[")", "("], ["]", "["], ["}", "{"]]);

function firstFault(text) {
  const stillOpen = [];
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if ("([{".includes(character)) {
      stillOpen.push(index);
    } else if (OPENING_OF.has(character)) {
      const opened = stillOpen.pop();
      if (opened === undefined || text[opened] !== OPENING_OF.get(character)) return index;
    }
  }
  return stillOpen[0] ?? -1;
}
