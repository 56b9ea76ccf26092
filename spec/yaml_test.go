package spec_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/statuscat/statuscat/spec"
)

func TestReadYAML(t *testing.T) {
	tests := []struct {
		name, src string
		want      any
		err       string
	}{
		{"nothing", "# a comment\n", nil, ""},
		{"keys are texts", "404: {true: 1, x: [1.5, null, yes, 2024-01-01]}", map[string]any{
			"404": map[string]any{"true": 1, "x": []any{1.5, nil, "yes", "2024-01-01"}}}, ""},
		{"aliases", "a: &a {k: 1}\nb: *a", map[string]any{"a": map[string]any{"k": 1}, "b": map[string]any{"k": 1}}, ""},
		{"a key of the mapping counts before merged ones, and the first of those", "a: &a {k: 1, l: 2, m: 3}\nb: &b {k: 4, l: 5, n: 6}\nc: {<<: [*b, *a], k: 7}", map[string]any{
			"a": map[string]any{"k": 1, "l": 2, "m": 3}, "b": map[string]any{"k": 4, "l": 5, "n": 6},
			"c": map[string]any{"k": 7, "l": 5, "m": 3, "n": 6}}, ""},
		{"a key twice", "a: 1\nb: 2\na: 3", nil, `line 3: key "a" is already there; remove one of them`},
		{"an alias inside its own anchor", "a: &a [*a]", nil, "aliases expand to more than"},
		{"aliases of aliases", "a: &a [x, x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]\ne: [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]", nil, "aliases expand to more than"},
		{"no YAML", "a: [", nil, "did not find expected node content"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := spec.ReadYAML([]byte(tt.src))
			if err != nil {
				if tt.err == "" || !strings.Contains(err.Error(), tt.err) {
					t.Fatalf("have error %v, want %q", err, tt.err)
				}
				return
			}
			if tt.err != "" {
				t.Fatalf("have no error, want %q", tt.err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}
