package spec

import "strings"

// headerValues reports what a header is compared with and can never have: a
// header's value is one line, and HTTP takes the spaces around it away.
func (k *checker) headerValues(m *rawMatch) {
	hold := func(list many[literal], begins, ends bool) {
		for _, l := range list {
			switch {
			case strings.Contains(l.value, "\n"):
				k.errorf(l.Pos, "a header has no line breaks, so this never matches")
			case begins && l.value != strings.TrimLeft(l.value, " \t"):
				k.errorf(l.Pos, "a header's value does not begin with a space, so this never matches")
			case ends && l.value != strings.TrimRight(l.value, " \t"):
				k.errorf(l.Pos, "a header's value does not end with a space, so this never matches")
			}
		}
	}
	hold(m.Equals, true, true)
	hold(m.In, true, true)
	hold(m.Prefix, true, false)
	hold(m.Suffix, false, true)
	hold(m.Contains, false, false)
}
