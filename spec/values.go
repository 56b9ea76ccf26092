package spec

import (
	"cmp"
	"encoding"
	"strconv"
	"strings"
	"time"

	"github.com/statuscat/statuscat/status"
)

// The leaves that are not texts: days, numbers, durations, flags and words.

// date is a day: 2026-01-31.
type date leaf[string]

func (t *date) decode(r *reporter, at label, n *node) {
	*t = date{n.Pos, readText(r, at, n)}
	if _, err := time.Parse(time.DateOnly, t.value); t.value != "" && err != nil {
		r.errorf(n.Pos, "want a day for %s, have %q; write it as in 2026-01-31", at.name, t.value)
	}
}

// count is a whole number above zero.
type count leaf[int]

func (c *count) decode(r *reporter, at label, n *node) {
	c.Pos = n.Pos
	if !expectText(r, at.name, n) {
		return
	}
	var err error
	if c.value, err = strconv.Atoi(n.value); err != nil || c.value < 1 {
		r.errorf(n.Pos, "want a whole number above zero for %s, have %q; write it in digits alone, as in 500", at.name, n.value)
	}
}

// flag is a key whose only value is true.
type flag struct{ Pos }

func (f *flag) decode(r *reporter, at label, n *node) {
	f.Pos = n.Pos
	if n.kind != scalar || n.value != "true" {
		r.errorf(n.Pos, "want true for %s, have %s; write true, or remove the key", at.name, cmp.Or(n.value, n.kind.String()))
	}
}

type duration leaf[time.Duration]

func (d *duration) decode(r *reporter, at label, n *node) {
	d.Pos = n.Pos
	if !expectText(r, at.name, n) {
		return
	}
	value, err := time.ParseDuration(n.value)
	switch {
	case err != nil:
		r.errorf(n.Pos, "want a duration for %s, have %q; write numbers with units, as in 500ms, 1s, 1h30m or 24h", at.name, n.value)
	case value < 0:
		r.errorf(n.Pos, "want no negative duration for %s, have %s; remove the sign", at.name, n.value)
	default:
		d.value = value
	}
}

// enum is a word of one of package status's types. The zero value is none.
type enum[T ~uint8] struct {
	Pos
	value      T
	unreviewed bool // of a kind: a question mark follows the word
}

func (e *enum[T]) decode(r *reporter, at label, n *node) {
	e.Pos = n.Pos
	if !expectText(r, at.name, n) {
		return
	}
	word := n.value
	if _, isKind := any(e.value).(status.Kind); isKind {
		word, e.unreviewed = strings.CutSuffix(word, "?")
	}
	err := any(&e.value).(encoding.TextUnmarshaler).UnmarshalText([]byte(word))
	if err != nil || e.value == 0 {
		r.errorf(n.Pos, "unknown %s %q%s", at.name, n.value, SuggestWord(n.value, words[T]()))
	}
}

// words lists the words of a type of package status.
func words[T ~uint8]() []string {
	var all []string
	for v := T(1); ; v++ {
		w, err := any(v).(encoding.TextMarshaler).MarshalText()
		if err != nil {
			return all
		}
		all = append(all, string(w))
	}
}
