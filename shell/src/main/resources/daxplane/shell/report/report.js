
'use strict';
// Moves the address map through time and chooses among operations. Nothing else needs it. All text is set as text.
(() => {
  const byId = id => document.getElementById(id);
  document.documentElement.classList.add('js');

  const made = (name, text, style) => {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    if (style) element.className = style;
    return element;
  };
  const data = byId('maps') ? JSON.parse(byId('maps').textContent) : { pieces: [], maps: [] };
  const [AREA, ADDRESS, SIZE, USE, WHAT, SHARE] = [0, 1, 2, 3, 4, 5];
  const pieces = map => map[1].map(number => data.pieces[number]);

  const row = piece => {
    const line = made('tr');
    [[piece[ADDRESS], 'n'], [piece[SIZE], 'n'], [piece[USE], 'use ' + piece[USE]], [piece[WHAT], '']]
      .forEach(cell => line.append(made('td', cell[0], cell[1])));
    return line;
  };
  const head = () => {
    const line = made('tr');
    ['From', 'Size', 'Use', 'Whose'].forEach(title => {
      const cell = made('th', title);
      cell.scope = 'col';
      line.append(cell);
    });
    const group = made('thead');
    group.append(line);
    return group;
  };
  const draw = (id, map) => {
    const parts = [];
    let area, bar, body;
    for (const piece of pieces(map)) {
      if (piece[AREA] !== area) {
        area = piece[AREA];
        bar = made('div', '', 'bar');
        bar.setAttribute('aria-hidden', 'true');
        body = made('tbody');
        const table = made('table');
        table.append(head(), body);
        parts.push(made('h4', area), bar, table);
      }
      const share = made('i', '', piece[USE]);
      share.style.width = piece[SHARE] + '%';
      share.title = piece[SIZE] + ' ' + piece[WHAT];
      bar.append(share);
      body.append(row(piece));
    }
    byId(id).replaceChildren(...parts);
    byId(id + '-title').textContent = map[0];
    byId(id + '-said').textContent = map[0];
    byId(id + '-at').setAttribute('aria-valuetext', map[0]);
  };
  const told = piece => piece[ADDRESS] + '  ' + piece[SIZE] + '  ' + piece[USE] + '  ' + piece[WHAT];
  const compare = () => {
    const [before, after] = ['before', 'after'].map(id => data.maps[+byId(id + '-at').value][1]);
    const lines = [...before.filter(number => !after.includes(number)).map(number => made('del', '- ' + told(data.pieces[number]))),
      ...after.filter(number => !before.includes(number)).map(number => made('ins', '+ ' + told(data.pieces[number])))];
    byId('different').replaceChildren(...(lines.length ? lines : [made('p', 'nothing')]));
  };
  const show = id => {
    draw(id, data.maps[+byId(id + '-at').value]);
    compare();
  };
  if (data.maps.length) {
    for (const id of ['before', 'after']) byId(id + '-at').addEventListener('input', () => show(id));
    // A browser that goes back to a page keeps where its sliders stood.
    for (const id of ['before', 'after']) show(id);
  }

  const operations = [...document.querySelectorAll('details.op')];
  const filter = byId('filter');
  if (filter) {
    const choose = () => {
      const words = filter.value.toLowerCase();
      let count = 0;
      for (const operation of operations) {
        operation.hidden = !operation.textContent.toLowerCase().includes(words);
        count += operation.hidden ? 0 : 1;
      }
      byId('chosen').textContent = words ? count + ' of ' + operations.length : '';
    };
    filter.addEventListener('input', choose);
    const all = open => operations.forEach(operation => { operation.open = open && !operation.hidden; });
    byId('open-all').addEventListener('click', () => all(true));
    byId('close-all').addEventListener('click', () => all(false));
  }
  // On paper nothing can be opened.
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = [...document.querySelectorAll('details:not([open])')];
    closed.forEach(part => { part.open = true; });
  });
  addEventListener('afterprint', () => closed.forEach(part => { part.open = false; }));
})();
