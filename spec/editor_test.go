//go:build editor

package spec_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
)

// The tests of this file show yaml-language-server catalogs whose first line
// names the schema, as an editor does. testdata/editor/run.sh installs it and
// runs them. A ‸ in a catalog is where the cursor stands.

// looked is what an editor shows of a catalog.
type looked struct {
	Diagnostics []struct {
		Range   struct{ Start struct{ Line, Character int } } // from 0
		Message string
	}
	Completion []struct {
		Label         string
		Documentation any // a text or its markup
	}
	Hover string
}

func look(t *testing.T, catalogs ...string) []looked {
	t.Helper()
	server := os.Getenv("EDITOR_SERVER")
	if server == "" {
		t.Fatal("run testdata/editor/run.sh")
	}
	schema, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, schemaFile), schema, 0o644); err != nil {
		t.Fatal(err)
	}
	type position struct {
		Line      int `json:"line"`
		Character int `json:"character"`
	}
	type question struct {
		URI      string    `json:"uri"`
		Text     string    `json:"text"`
		Position *position `json:"position,omitempty"`
	}
	var questions []question
	for i, text := range catalogs {
		text = "# yaml-language-server: $schema=" + schemaFile + "\n" + text
		q := question{URI: fmt.Sprintf("file://%s/%d.yaml", filepath.ToSlash(dir), i), Text: text}
		if before, after, found := strings.Cut(text, "‸"); found {
			q.Text = before + after
			q.Position = &position{strings.Count(before, "\n"), len(before) - strings.LastIndex(before, "\n") - 1}
		}
		questions = append(questions, q)
	}
	in, err := json.Marshal(questions)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("node", filepath.Join(server, "ask.mjs"))
	cmd.Stdin, cmd.Stderr = bytes.NewReader(in), t.Output()
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var answers []looked
	if err := json.Unmarshal(out, &answers); err != nil || len(answers) != len(catalogs) {
		t.Fatalf("%d answers, %v", len(answers), err)
	}
	return answers
}

// variant is a catalog up to its first variant's own lines.
const variant = `catalog: acme
vendors:
  acme: {name: Acme API}
codes:
  429:
    definition: Too Many Requests
    variants:
`

// Where a word is typed, the editor offers every one, with its meaning.
func TestEditorWords(t *testing.T) {
	kinds, retries := map[string]string{}, map[string]string{}
	for _, k := range status.Kinds() {
		kinds[k.String()] = k.Doc()
	}
	for _, r := range status.Retries() {
		retries[r.String()] = r.Doc()
	}
	answers := look(t,
		variant+"      acme:\n        purpose: Too fast.\n        kind: ‸\n",
		variant+"      acme:\n        purpose: Too fast.\n        kind: rate-limited\n        note: So it is.\n        retry: ‸\n",
		variant+"      acme: ‸\n")
	for i, want := range []map[string]string{kinds, retries, {"undocumented": "does not list this code"}} {
		if got := len(answers[i].Completion); got != len(want) {
			t.Errorf("%d words are offered, want %d", got, len(want))
		}
		for _, offer := range answers[i].Completion {
			doc, _ := offer.Documentation.(string)
			if meaning, ok := want[offer.Label]; !ok || !strings.Contains(doc, meaning) {
				t.Errorf("%s is offered with %q, want %q", offer.Label, doc, meaning)
			}
		}
	}
}

// Where a line begins, the editor offers the keys that are missing there, each with its
// description.
func TestEditorKeys(t *testing.T) {
	answer := look(t, variant+"      acme:\n        purpose: Too fast.\n        kind: rate-limited\n        ‸\n")[0]
	var labels []string
	for _, offer := range answer.Completion {
		labels = append(labels, offer.Label)
		if doc, _ := offer.Documentation.(string); doc == "" {
			t.Errorf("%s is offered without a word", offer.Label)
		}
	}
	for _, key := range []string{"retry", "wait", "remedy", "note", "when", "examples"} {
		if !slices.Contains(labels, key) {
			t.Errorf("%s is not offered", key)
		}
	}
	for _, key := range []string{"purpose", "kind", "variants"} {
		if slices.Contains(labels, key) {
			t.Errorf("%s is offered", key)
		}
	}
}

// Over a key or a value, the editor shows its description.
func TestEditorHover(t *testing.T) {
	for i, answer := range look(t,
		variant+"      acme:\n        purp‸ose: Too fast.\n        kind: rate-limited\n",
		variant+"      acme:\n        purpose: Too fast.\n        kind: rate‸-limited\n",
		variant+"      acme:\n        purpose: Too fast.\n        kind: rate-limited\n        wait: {min: 1‸s}\n",
	) {
		want := []string{"When the vendor sends the code.", "whatever its class", "backoff"}[i]
		if !strings.Contains(answer.Hover, want) {
			t.Errorf("hover says %q, want %q", answer.Hover, want)
		}
		if len(answer.Diagnostics) > 0 {
			t.Errorf("a right catalog is marked: %v", answer.Diagnostics)
		}
	}
}

// A mistake is marked where lint names it, in words. A mapping that lacks a key
// is marked at its first line, and one with a key too many at each of them: that
// is two lines away at most.
func TestEditorDiagnostics(t *testing.T) {
	const file = "testdata/editor/broken.txtar"
	archive := parseArchive(t, file)
	var catalogs []string
	for i := 0; i < len(archive.Files); i += 2 {
		catalogs = append(catalogs, string(archive.Files[i].Data))
	}
	if len(catalogs) < 10 {
		t.Fatalf("only %d catalogs", len(catalogs))
	}
	for i, answer := range look(t, catalogs...) {
		in, want := archive.Files[2*i], &archive.Files[2*i+1]
		_, err := spec.Load(in.Name, in.Data)
		var mistakes spec.ErrorList
		if !errors.As(err, &mistakes) {
			t.Errorf("%s has no mistake", in.Name)
			continue
		}
		if len(answer.Diagnostics) == 0 {
			t.Errorf("%s: nothing is marked, and lint says %v", in.Name, mistakes[0])
		}
		var got strings.Builder
		for _, d := range answer.Diagnostics {
			line := d.Range.Start.Line // the editor's first line names the schema
			fmt.Fprintf(&got, "%d:%d: %s\n", line, d.Range.Start.Character+1, d.Message)
			if away := line - mistakes[0].Line; away < -2 || away > 2 {
				t.Errorf("%s: marked on line %d, and lint says %v", in.Name, line, mistakes[0])
			}
			for _, riddle := range []string{"multiple schemas", "does not match the pattern"} {
				if strings.Contains(d.Message, riddle) {
					t.Errorf("%s: %s", in.Name, d.Message)
				}
			}
		}
		if *update {
			want.Data = []byte(got.String())
		}
		if diff := cmp.Diff(string(want.Data), got.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", in.Name, diff)
		}
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
