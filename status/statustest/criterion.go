package statustest

import (
	"slices"
	"strings"

	"github.com/statuscat/statuscat/status"
)

// criterion is one of the conditions of a case.
type criterion struct {
	parts []part // what it looks at; none for the code, which a plan does not choose
	match status.Match
	// literal tells that the values of match are not texts.
	literal bool
	holds   func(*answer) bool
}

// criteria returns the conditions of a case, which must all hold.
func criteria(f *status.Case) []criterion {
	var all []criterion
	if len(f.Status) > 0 {
		all = append(all, criterion{holds: func(a *answer) bool {
			return slices.ContainsFunc(f.Status, func(r status.CodeRange) bool { return r.Contains(a.code) })
		}})
	}
	if len(f.Method) > 0 {
		all = append(all, criterion{
			parts: []part{methodPart},
			match: status.Match{Op: status.OpEquals, Values: f.Method},
			holds: func(a *answer) bool { return slices.Contains(f.Method, a.method) },
		})
	}
	if len(f.Media) > 0 {
		all = append(all, criterion{
			parts: []part{mediaPart},
			match: status.Match{Op: status.OpEquals, Values: examples(f.Media)},
			holds: func(a *answer) bool { return isMedia(a.header.Get("Content-Type"), f.Media) },
		})
	}
	for _, h := range f.Header {
		all = append(all, criterion{
			parts: []part{{inHeader, h.Name}},
			match: h.Match,
			holds: func(a *answer) bool { return headerHolds(a, h) },
		})
	}
	for _, b := range f.Body {
		c := criterion{match: b.Match, literal: b.Literal, holds: func(a *answer) bool { return fieldHolds(a, b) }}
		for _, pointer := range b.Pointers {
			c.parts = append(c.parts, part{inField, pointer})
		}
		if len(c.parts) == 0 {
			c.parts, c.holds = []part{textPart}, func(a *answer) bool { return textHolds(a, b.Match) }
		}
		all = append(all, c)
	}
	return all
}

// examples returns a media type for each media range. Every type has a subtype
// called example (RFC 4735).
func examples(ranges []string) []string {
	var all []string
	for _, r := range ranges {
		r = strings.Replace(r, "*/", "text/", 1)
		if prefix, ok := strings.CutSuffix(r, "*"); ok {
			r = prefix + "example"
		}
		all = append(all, r)
	}
	return all
}

func isMedia(contentType string, ranges []string) bool {
	media, _, _ := strings.Cut(contentType, ";")
	media = strings.ToLower(strings.TrimSpace(media))
	return slices.ContainsFunc(ranges, func(want string) bool {
		if want == "*/*" {
			return media != ""
		}
		prefix, isRange := strings.CutSuffix(want, "*")
		return media == want || isRange && strings.HasPrefix(media, prefix)
	})
}

func headerHolds(a *answer, h status.HeaderMatch) bool {
	values, present := a.header[h.Name]
	switch {
	case h.Op == status.OpPresent:
		return present
	case h.Op == status.OpAbsent:
		return !present
	}
	return present && compare(h.Match, strings.TrimSpace(values[0]))
}

func textHolds(a *answer, m status.Match) bool {
	switch {
	case m.Op == status.OpPresent:
		return len(a.body) > 0
	case m.Op == status.OpAbsent:
		return len(a.body) == 0
	}
	return compare(m, strings.TrimSpace(string(a.body)))
}

func fieldHolds(a *answer, b status.BodyMatch) bool {
	var values []any
	for _, pointer := range b.Pointers {
		values = append(values, lookup(a.doc, segments(pointer))...)
	}
	switch {
	case b.Op == status.OpPresent:
		return len(values) > 0
	case b.Op == status.OpAbsent:
		return len(values) == 0
	}
	return slices.ContainsFunc(values, func(v any) bool {
		text, isText, ok := scalar(v)
		return ok && isText != b.Literal && compare(b.Match, text)
	})
}

func compare(m status.Match, text string) bool {
	compares := map[status.Op]func(s, want string) bool{
		status.OpEquals:   func(s, want string) bool { return s == want },
		status.OpPrefix:   strings.HasPrefix,
		status.OpSuffix:   strings.HasSuffix,
		status.OpContains: strings.Contains,
	}[m.Op]
	return slices.ContainsFunc(m.Values, func(want string) bool { return compares(text, want) })
}
