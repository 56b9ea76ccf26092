package status_test

import (
	"strings"
	"testing"

	"github.com/statuscat/statuscat/status"
)

// operands are matches of every operator, each with what it says of some values.
// A new operator needs a row here.
var operands = map[status.Op]struct {
	values      []string
	words       string
	holds, does string // values that do, and that do not, separated by spaces
}{
	status.OpEquals:   {[]string{"a", "b"}, `is "a" or "b"`, "a b", "ab A c 1"},
	status.OpNot:      {[]string{"a", "b"}, `is not "a" or "b"`, "ab A c 1", "a b"},
	status.OpPrefix:   {[]string{"a", "b"}, `begins with "a" or "b"`, "a ac bc", "ca A 1"},
	status.OpSuffix:   {[]string{"a", "b"}, `ends with "a" or "b"`, "a ca cb", "ac A 1"},
	status.OpContains: {[]string{"a", "b"}, `contains "a" or "b"`, "a cac cbc", "A c 1"},
	status.OpBetween:  {[]string{"30000", "39999"}, "is from 30000 to 39999", "30000 30001.5 3e4 39999", "29999 40000 x 30000x"},
	status.OpPresent:  {nil, "is present", "a 1 b", ""},
	status.OpAbsent:   {nil, "is absent", "", "a 1 b"},
}

func TestOperators(t *testing.T) {
	for _, op := range status.Ops() {
		row, ok := operands[op]
		if !ok {
			t.Fatalf("no row for operator %s", op)
		}
		m := status.Match{Op: op, Values: row.values}
		for value := range strings.FieldsSeq(row.holds) {
			if !m.Holds(value) {
				t.Errorf("%s %v does not hold for %q", op, row.values, value)
			}
		}
		for value := range strings.FieldsSeq(row.does) {
			if m.Holds(value) {
				t.Errorf("%s %v holds for %q", op, row.values, value)
			}
		}
		if got := (&status.Criterion{Part: status.PartHeader, Name: "X", Match: m}).String(); got != "header X "+row.words {
			t.Errorf("%s reads %q, want %q", op, got, "header X "+row.words)
		}
		if wants := map[status.Operands]bool{status.Nothing: len(row.values) == 0, status.Texts: len(row.values) > 0, status.Range: len(row.values) == 2}; !wants[op.Takes()] {
			t.Errorf("%s takes %v, and has %v here", op, op.Takes(), row.values)
		}
	}
}

// What one match says of another is held against the values themselves.
func TestMatchImplies(t *testing.T) {
	values := strings.Fields("a b ab ba aa bb cac cbc ac ca A c 1 29999 30000 30001.5 35000 39999 40000 x")
	var all []status.Match
	for _, op := range status.Ops() {
		row, ok := operands[op]
		if !ok {
			t.Fatalf("no row for operator %s", op)
		}
		all = append(all, status.Match{Op: op, Values: row.values})
		switch op.Takes() {
		case status.Texts:
			all = append(all, status.Match{Op: op, Values: []string{"ab"}}, status.Match{Op: op, Values: []string{"35000"}}, status.Match{Op: op, Values: row.values[:1]})
		case status.Range:
			all = append(all, status.Match{Op: op, Values: []string{"30001", "36000"}}, status.Match{Op: op, Values: []string{"1", "9"}})
		case status.Nothing:
		}
	}
	implied, excluded := 0, 0
	for i := range all {
		for j := range all {
			a, b := &all[i], &all[j]
			for _, value := range values {
				if a.Implies(b) && a.Holds(value) && !b.Holds(value) {
					t.Errorf("%v implies %v, but not for %q", *a, *b, value)
				}
				if a.Excludes(b) && a.Holds(value) && b.Holds(value) {
					t.Errorf("%v excludes %v, but both hold for %q", *a, *b, value)
				}
			}
			if i != j && a.Implies(b) {
				implied++
			}
			if a.Excludes(b) {
				excluded++
			}
		}
		if !all[i].Implies(&all[i]) {
			t.Errorf("%v does not imply itself", all[i])
		}
	}
	if implied < 20 || excluded < 20 {
		t.Errorf("%d implications and %d exclusions are found; that is too few to be of use", implied, excluded)
	}
}
