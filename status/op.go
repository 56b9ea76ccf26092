package status

import (
	"slices"
	"strconv"
	"strings"

	"github.com/statuscat/statuscat/status/internal/word"
)

// Match is a comparison of a value.
type Match struct {
	Op     Op
	Values []string // with which the value is compared; as many as the operator takes
}

// Op says how a value is compared. Texts are compared by bytes: letter case
// counts.
type Op uint8

// The operators. A JSON null counts as absent.
const (
	OpEquals   Op = iota // is one of the values
	OpNot                // is present and none of the values
	OpPrefix             // begins with one of them
	OpSuffix             // ends with one of them
	OpContains           // contains one of them
	OpBetween            // is a number from the first value to the second, both included
	OpPresent            // is present
	OpAbsent             // is absent
)

// operator describes an Op.
type operator struct {
	word  string
	takes Operands
	holds func(values []string, value string) bool // for a value that is present
	not   bool                                     // a match is none of the values
	begin bool                                     // a match begins with one of the values
	end   bool                                     // a match ends with it
	doc   string                                   // in words; the values, if any, follow
}

func (o operator) Text() (word, doc string) { return o.word, o.doc }

// operators is the table of the operators. Its functions have names, so that the linker
// lays it out.
var operators = []operator{
	OpEquals:   {"equals", Texts, equals, false, true, true, "is"},
	OpNot:      {"not", Texts, differs, true, true, true, "is not"},
	OpPrefix:   {"prefix", Texts, hasPrefix, false, true, false, "begins with"},
	OpSuffix:   {"suffix", Texts, hasSuffix, false, false, true, "ends with"},
	OpContains: {"contains", Texts, contains, false, false, false, "contains"},
	OpBetween:  {"between", Range, within, false, true, true, "is from"},
	OpPresent:  {"present", Nothing, always, false, false, false, "is present"},
	OpAbsent:   {"absent", Nothing, never, false, false, false, "is absent"},
}

// Operands says which values an operator takes.
type Operands uint8

// The operands.
const (
	Nothing Operands = iota // no value: present
	Texts                   // one value or more, of which any may match
	Range                   // two numbers, the ends of a range
)

// Ops lists the operators.
func Ops() []Op { return append([]Op{OpEquals}, word.All[Op](operators)...) }

// String returns the word for o: "prefix".
func (o Op) String() string { return word.Of(operators, o) }

// MarshalText returns the same text as String, and an error if the value is not
// one of the constants.
func (o Op) MarshalText() ([]byte, error) { return word.Marshal(operators, o) }

// UnmarshalText reads what MarshalText writes.
func (o *Op) UnmarshalText(text []byte) error { return word.Unmarshal("operator", operators, o, text) }

// Doc returns the comparison in words, without its values: "begins with".
func (o Op) Doc() string { return word.Doc(operators, o) }

// Takes returns which values the operator takes.
func (o Op) Takes() Operands { return operators[o].takes }

// Negates reports whether a match is none of the values. If a part has several values,
// none of them may be listed.
func (o Op) Negates() bool { return operators[o].not }

// Ends reports whether a match begins with one of the values, and whether it ends with it:
// both for OpEquals, and neither for OpContains.
func (o Op) Ends() (begin, end bool) { return operators[o].begin, operators[o].end }

func equals(values []string, value string) bool { return slices.Contains(values, value) }

func differs(values []string, value string) bool { return !slices.Contains(values, value) }

func hasPrefix(values []string, value string) bool { return anyOf(values, value, strings.HasPrefix) }

func hasSuffix(values []string, value string) bool { return anyOf(values, value, strings.HasSuffix) }

func contains(values []string, value string) bool { return anyOf(values, value, strings.Contains) }

func anyOf(values []string, value string, holds func(value, want string) bool) bool {
	for _, want := range values {
		if holds(value, want) {
			return true
		}
	}
	return false
}

func always([]string, string) bool { return true }

func never([]string, string) bool { return false }

func within(ends []string, value string) bool {
	if len(ends) != 2 {
		return false
	}
	var n [3]float64
	for i, s := range [...]string{ends[0], value, ends[1]} {
		var err error
		if n[i], err = strconv.ParseFloat(s, 64); err != nil {
			return false
		}
	}
	return n[0] <= n[1] && n[1] <= n[2]
}

// Holds reports whether a value that is present matches.
func (m *Match) Holds(value string) bool { return operators[m.Op].holds(m.Values, value) }

// Implies reports whether every value that matches m matches n too. It reports false if
// unsure.
func (m *Match) Implies(n *Match) bool {
	switch {
	case m.Op == OpAbsent || n.Op == OpAbsent:
		return m.Op == n.Op
	case n.Op == OpPresent:
		return true
	case m.Op.Negates():
		return n.Op == m.Op && !slices.ContainsFunc(n.Values, m.Holds)
	case m.Op == OpPresent, m.Op != OpEquals && m.Op != n.Op && (n.Op != OpContains || m.Op.Takes() != Texts):
		return false
	}
	return !slices.ContainsFunc(m.Values, func(value string) bool { return !n.Holds(value) })
}

// Excludes reports whether no value can match both. It reports false if unsure.
func (m *Match) Excludes(n *Match) bool {
	switch {
	case m.Op == OpAbsent:
		return n.Op != OpAbsent
	case m.Op != OpEquals || n.Op == OpPresent || n.Op == OpAbsent:
		return false
	}
	return !slices.ContainsFunc(m.Values, n.Holds)
}
