'use strict';
(() => {
  const scrub = document.getElementById('scrub');
  if (!scrub) {
    return;
  }
  const steps = [...document.querySelectorAll('.step')];
  const lanes = [...document.querySelectorAll('[data-lane][type=checkbox]')];
  const marks = [...document.querySelectorAll('.timeline a')];
  const now = document.getElementById('now');
  const when = document.getElementById('when');

  const shownLanes = () => new Set(lanes.filter(box => box.checked).map(box => box.dataset.lane));

  // Everything up to the moment stays; the code panel has the last code before it.
  function show(scroll) {
    const until = Number(scrub.value);
    const allowed = shownLanes();
    let current = null;
    let code = null;
    for (const step of steps) {
      const lane = step.dataset.lane;
      const shown = Number(step.dataset.seq) <= until && (!lane || allowed.has(lane));
      step.hidden = !shown;
      step.classList.remove('current');
      if (Number(step.dataset.seq) <= until) {
        code = [...step.querySelectorAll('pre.code')].pop() || code;
      }
      current = shown ? step : current;
    }
    for (const mark of marks) {
      const seq = Number(mark.getAttribute('href').slice(2));
      mark.classList.toggle('now', current !== null && seq === Number(current.dataset.seq));
    }
    now.replaceChildren(now.querySelector('h3'), code ? code.cloneNode(true) : document.createElement('p'));
    when.value = current ? `${current.dataset.time} UTC` : '';
    if (current) {
      current.classList.add('current');
      if (scroll) {
        current.scrollIntoView({ block: 'nearest' });
      }
    }
  }

  function move(by) {
    const seqs = steps.filter(step => !step.dataset.lane || shownLanes().has(step.dataset.lane));
    const until = Number(scrub.value);
    const next =
      by > 0
        ? seqs.find(step => Number(step.dataset.seq) > until)
        : seqs.filter(step => Number(step.dataset.seq) < until).pop();
    if (next) {
      scrub.value = next.dataset.seq;
      show(true);
    }
  }

  scrub.addEventListener('input', () => show(true));
  document.getElementById('back').addEventListener('click', () => move(-1));
  document.getElementById('forward').addEventListener('click', () => move(1));
  lanes.forEach(box => box.addEventListener('change', () => show(true)));
  marks.forEach(mark =>
    mark.addEventListener('click', event => {
      event.preventDefault();
      scrub.value = mark.getAttribute('href').slice(2);
      show(true);
    })
  );
  show(false);

  const form = document.querySelector('#marking form');
  form.addEventListener('submit', event => {
    event.preventDefault();
    const saved = JSON.parse(form.dataset.base);
    saved.reviewer = form.elements.reviewer.value;
    saved.comment = form.elements.comment.value;
    saved.marks = [...form.querySelectorAll('.mark')]
      .map(mark => ({
        questionId: mark.dataset.question,
        criterion: mark.dataset.criterion,
        score: Number(mark.querySelector('select').value) || null,
        comment: mark.querySelector('input').value
      }))
      .filter(mark => mark.score || mark.comment);
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([JSON.stringify(saved, null, 2)], { type: 'application/json' }));
    link.download = form.dataset.name.replace(/\.ipynb$/, '') + '.marks.json';
    link.click();
    URL.revokeObjectURL(link.href);
    document.getElementById('saved').textContent = `Saved as ${link.download}.`;
  });
})();
