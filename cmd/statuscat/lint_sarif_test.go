package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// TestLintSARIF holds what lint prints against what OASIS requires of SARIF, and
// reads it as a program does that collects findings.
func TestLintSARIF(t *testing.T) {
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	schema, err := compiler.Compile("testdata/sarif.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	doubtful := filepath.Join(dir, "50% off#.yaml") // which a URI cannot hold as it is
	src := "catalog: d\nvendors:\n  d: {name: D}\ncodes:\n  404: {definition: 蜜, variants: {d: {purpose: no stop, kind: not-found, name: X}}}\n"
	if err := os.WriteFile(doubtful, []byte(src), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		why  string
		args []string
		want []string // rule, level, URI and place of each result
	}{
		{"no findings are an empty list, and not none", []string{"testdata/solo.yaml"}, nil},
		{"a mistake has no rule of lint", []string{"testdata/broken.yaml"}, []string{
			"mistake error testdata/broken.yaml 5:5", "mistake error testdata/broken.yaml 12:15",
		}},
		{"columns count characters; an absolute name is a whole URI", []string{doubtful}, []string{
			"registered-phrase warning file://" + filepath.ToSlash(dir) + "/50%25%20off%23.yaml 5:21",
			"text-style warning file://" + filepath.ToSlash(dir) + "/50%25%20off%23.yaml 5:48",
			"text-style warning file://" + filepath.ToSlash(dir) + "/50%25%20off%23.yaml 5:48",
		}},
		{"standard input is no URI", []string{"-"}, []string{"mistake error %3Cstdin%3E 1:1"}},
	} {
		t.Run(test.why, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			run(append([]string{"lint", "--format", "sarif"}, test.args...), strings.NewReader(""), &stdout, &stderr)
			doc, err := jsonschema.UnmarshalJSON(&stdout)
			if err != nil {
				t.Fatalf("%v\n%s", err, &stderr)
			}
			if err := schema.Validate(doc); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, results(doc)); diff != "" {
				t.Errorf("results (-want +got):\n%s", diff)
			}
		})
	}
}

// results returns rule, level, URI and place of each result of a valid log.
func results(doc any) []string {
	run := doc.(map[string]any)["runs"].([]any)[0].(map[string]any)
	var all []string
	for _, r := range run["results"].([]any) {
		result := r.(map[string]any)
		place := result["locations"].([]any)[0].(map[string]any)["physicalLocation"].(map[string]any)
		region := place["region"].(map[string]any)
		all = append(all, fmt.Sprintf("%v %v %v %v:%v", result["ruleId"], result["level"],
			place["artifactLocation"].(map[string]any)["uri"], region["startLine"], region["startColumn"]))
	}
	return all
}
