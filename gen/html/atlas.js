'use strict';
// The address holds the state: "#github-403" is a code, "#q=429&vendor=github" a search.
const form = document.querySelector('form');
const box = form.elements.namedItem('q');
const selects = [...form.querySelectorAll('select')];
// A result is a meaning: that of a code's number, or that of one case.
const results = [...document.querySelectorAll('.meaning')].map(element => {
	const article = element.closest('article'), vendor = element.closest('.vendor');
	const own = part => element.querySelector(`:scope > :is(h3, h4) > ${part}`);
	const words = {vendor: vendor?.id, code: article.id.match(/\d{3}$/)?.[0], kind: own('i')?.textContent, retry: own('em')?.textContent};
	if (vendor) { // says where it belongs
		const of = document.createElement('span');
		of.className = 'of';
		of.textContent = vendor.querySelector('h2').textContent;
		if (element.matches('.case')) of.prepend(article.querySelector('h3 > a').textContent, ', ');
		own('a').after(' ', of);
	}
	const text = `${words.vendor ?? ''} ${element.textContent}`.toLowerCase();
	return {element, text, parts: new Set(text.match(/[a-z0-9]+/g)), words};
});
const articles = [...document.querySelectorAll('article')];
const sections = [...document.querySelectorAll('.compare, .vendor')];
const filterOf = new Map(selects.flatMap(s => [...s.options].filter(o => o.value).map(o => [o.value, s.name])));
const vocabulary = new Set(results.flatMap(r => [...r.parts, ...r.text.match(/[\w-]+/g)]));

// wanted reads the form. A word that a filter offers is that filter; of several
// words of one filter any matches. The text has to contain any other word.
function wanted() {
	const filters = new Map(), tests = [];
	const add = (name, value) => filters.set(name, [...filters.get(name) ?? [], value]);
	for (const word of box.value.toLowerCase().split(/\s+/).filter(Boolean)) {
		if (filterOf.has(word)) add(filterOf.get(word), word);
		else tests.push(testOf(word));
	}
	for (const s of selects) if (s.value) filters.set(s.name, [s.value]);
	return {filters: [...filters], tests};
}

// testOf returns the test of a word. A number has to be a whole word, or begin a
// code of the comparison. For a word that is nowhere, those one letter away count.
function testOf(word) {
	if (/^\d+$/.test(word)) return r => r.parts.has(word) || !r.words.vendor && r.words.code.startsWith(word);
	if (word.length < 4 || results.some(r => r.text.includes(word))) return r => r.text.includes(word);
	const near = [...vocabulary].filter(known => oneOff(word, known));
	return r => near.some(known => r.text.includes(known));
}

// oneOff reports whether one letter replaced, added, left out or swapped with the
// next turns word into the beginning of known.
function oneOff(word, known) {
	let i = 0;
	while (i < word.length && word[i] === known[i]) i++;
	const rest = known.slice(i);
	return rest.slice(1).startsWith(word.slice(i + 1)) || rest.slice(1).startsWith(word.slice(i)) || rest.startsWith(word.slice(i + 1)) ||
		rest[0] === word[i + 1] && rest[1] === word[i] && rest.slice(2).startsWith(word.slice(i + 2));
}

function show() {
	const {filters, tests} = wanted();
	const searching = filters.length + tests.length > 0;
	let found = 0;
	for (const r of results) {
		const fits = filters.every(([name, values]) => values.includes(r.words[name])) && tests.every(t => t(r));
		r.element.hidden = !fits;
		if (fits) found++;
	}
	for (const a of articles) a.hidden = a.matches('.meaning') ? a.hidden : !a.querySelector('.meaning:not([hidden])');
	document.body.classList.toggle('searching', searching);
	for (const s of sections) s.hidden = searching && !s.querySelector('article:not([hidden])');
	document.querySelector('.nothing').hidden = found > 0;
	document.querySelector('.found').hidden = !searching;
	document.querySelector('output').textContent = found === 1 ? '1 result' : `${found} results`;
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

// step moves the focus through the results; above the first is the search.
function step(by) {
	const links = [...document.querySelectorAll('.searching .meaning:not([hidden]) > :is(h3, h4) > a')];
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
for (const element of document.querySelectorAll('form, .keys')) element.hidden = false;
restore();
