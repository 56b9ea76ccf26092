'use strict';
// The address holds the state: "#github-403" is a code, "#q=429&vendor=github" a search.
const form = document.querySelector('form');
const box = form.elements.namedItem('q');
const selects = [...form.querySelectorAll('select')];
const articles = [...document.querySelectorAll('article')].map(element => ({
	element,
	text: element.textContent.toLowerCase(),
	words: {
		vendor: [element.closest('.vendor')?.id],
		code: [element.dataset.code],
		kind: element.dataset.kind.split(' '),
		retry: element.dataset.retry.split(' '),
	},
}));
const sections = [...document.querySelectorAll('.compare, .vendor')];
const filterOf = new Map(selects.flatMap(s => [...s.options].filter(o => o.value).map(o => [o.value, s.name])));

// wanted reads the form. A word that a filter offers is that filter; of several
// words of one filter any will do. Any other word has to be in the text.
function wanted() {
	const filters = new Map(), texts = [];
	const add = (name, value) => filters.set(name, [...filters.get(name) ?? [], value]);
	for (const word of box.value.toLowerCase().split(/\s+/).filter(Boolean)) {
		if (filterOf.has(word)) add(filterOf.get(word), word);
		else texts.push(word);
	}
	for (const s of selects) if (s.value) filters.set(s.name, [s.value]);
	return {filters: [...filters], texts};
}

function show() {
	const {filters, texts} = wanted();
	const searching = filters.length + texts.length > 0;
	let found = 0;
	for (const a of articles) {
		const fits = filters.every(([name, values]) => values.some(v => a.words[name].includes(v))) && texts.every(t => a.text.includes(t));
		a.element.hidden = !fits;
		if (fits) found++;
	}
	document.body.classList.toggle('searching', searching);
	for (const s of sections) s.hidden = searching && !s.querySelector('article:not([hidden])');
	document.querySelector('.nothing').hidden = found > 0;
	document.querySelector('.found').hidden = !searching;
	document.querySelector('output').textContent = found === 1 ? '1 code' : `${found} codes`;
}

function search() {
	const state = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
	show();
	history.replaceState(null, '', '#' + state);
}

// restore brings the page into the state that its address has.
function restore() {
	const address = location.hash.slice(1);
	const state = new URLSearchParams(address.includes('=') ? address : '');
	for (const control of [box, ...selects]) control.value = state.get(control.name) ?? '';
	show();
	const place = document.getElementById(address);
	if (place) {
		place.scrollIntoView();
		place.querySelector('a')?.focus({preventScroll: true});
	} else if (!address) {
		scrollTo(0, 0);
	}
}

function clear() {
	for (const control of [box, ...selects]) control.value = '';
	search();
	box.focus();
}

// step moves the focus through what is found; above the first is the search.
function step(by) {
	const links = [...document.querySelectorAll('.searching article:not([hidden]) > h3 > a')];
	const next = links.indexOf(document.activeElement) + by;
	(next < 0 ? box : links[Math.min(next, links.length - 1)])?.focus();
}

form.addEventListener('input', search);
form.addEventListener('submit', event => {
	event.preventDefault();
	step(1);
});
form.addEventListener('reset', event => {
	event.preventDefault();
	clear();
});
addEventListener('hashchange', restore);
addEventListener('keydown', event => {
	const searching = document.body.classList.contains('searching');
	const choosing = event.target.matches('select'), typing = event.target === box;
	if (event.ctrlKey || event.metaKey || event.altKey || choosing) return;
	if (event.key === '/' && !typing) box.select();
	else if (event.key === 'Escape' && searching) clear();
	else if (event.key === 'ArrowDown' && searching) step(1);
	else if (event.key === 'ArrowUp' && searching && !typing) step(-1);
	else return;
	event.preventDefault();
});
addEventListener('beforeprint', () => document.querySelectorAll('details').forEach(d => { d.open = true; }));
for (const element of document.querySelectorAll('form, .keys')) element.hidden = false;
restore();
