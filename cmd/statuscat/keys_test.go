package main

import (
	"bytes"
	"encoding/json"
	"html"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/spec/diff"
	"github.com/statuscat/statuscat/status"
)

// fullCatalog has every key of the language.
const fullCatalog = "testdata/full.yaml"

// shows says where the words of full.yaml must be found, for each key of the
// language: in the Go package (g), in the test package (t), on the Markdown page and
// the HTML page (m), or on the former only since the latter is shorter (M), in what
// explain says of 429 as text and as JSON (e), or as text only since JSON names
// examples and no more (E). A new key needs a row here, and a reason if no output has
// it.
var shows = map[string]struct{ where, words string }{
	"catalog vendors":        {"gme", "full"},
	"catalog codes":          {"gme", "429"},
	"catalog catalog":        {"", "the name of the file as a whole, which messages have"},
	"catalog allow":          {"", "for lint"},
	"vendor name":            {"gme", "Zqname"},
	"vendor version":         {"gme", "zqversion"},
	"vendor overview":        {"gm", "zqoverview"},
	"vendor source":          {"gme", "zqsource"},
	"vendor checked":         {"me", "2001-02-03"},
	"vendor note":            {"me", "Zqvendornote"},
	"vendor fallback":        {"ge", "iana"},
	"vendor classes":         {"gm", "Zqclass"},
	"vendor idempotency_key": {"gme", "Zq-Idempotency"},
	"vendor limits":          {"gme", "7013 Zq-Remaining"},
	"vendor when":            {"gme", "zqany"},
	"vendor wait":            {"gme", "Zq-Wait"},
	"vendor error_body":      {"gme", "zqerrormessage"},
	"vendor examples":        {"t", "zqundocumented"},
	"vendor allow":           {"", "for lint"},
	"code definition":        {"gm", "Zqdefinition"},
	"code contrast":          {"m", "Zqcontrast"},
	"code variants":          {"gme", "Zqtoomany"},
	"code allow":             {"", "for lint"},
	"variant purpose":        {"gme", "Zqtoomany"},
	"variant kind":           {"gme", "RateLimited|rate-limited"},
	"variant retry":          {"gme", "IfIdempotent|if-idempotent"},
	"variant wait":           {"", "a wait, whose keys are below"},
	"variant by":             {"gme", "PartHost|each host"},
	"variant remedy":         {"gme", "Zqremedy"},
	"variant note":           {"gme", "Zqnote"},
	"variant reference":      {"gme", "zqreference"},
	"variant definition":     {"gme", "Zqown"},
	"variant name":           {"gme", "ZqConstant"},
	"variant when":           {"gme", "zqcase"},
	"variant examples":       {"te", "zqexample"},
	"variant allow":          {"", "for lint"},
	"case name":              {"gme", "zqcase"},
	"case status":            {"gme", "400|4xx"},
	"case method":            {"gme", "ZQMETHOD"},
	"case host":              {"gme", ".zqhost.example"},
	"case path":              {"gme", "/zqpath zqcontains"},
	"case query":             {"gme", "zqparameter"},
	"case request_header":    {"gme", "Zq-Asked"},
	"case media_type":        {"gme", "application/zqmedia"},
	"case header":            {"gme", "Zq-Present"},
	"case body":              {"gme", "/zqpointer/*"},
	"case kind":              {"gme", "PlanLimit|plan-limit"},
	"case retry":             {"gme", "RetryNever|never"},
	"case wait":              {"gme", "Zq-Case-Wait"},
	"case purpose":           {"gme", "Zqcasepurpose"},
	"case by":                {"", "as in a variant, which a case of the same kind takes it from"},
	"case remedy":            {"gme", "Zqcaseremedy"},
	"case note":              {"gme", "Zqcasenote"},
	"case reference":         {"ge", "zqcasereference"},
	"case examples":          {"te", "zqcaseexample"},
	"example name":           {"te", "zqexample"},
	"example status":         {"t", "418"},
	"example method":         {"tE", "ZQMETHOD"},
	"example host":           {"tE", "api.zqhost.example"},
	"example path":           {"tE", "/zqpath/zqcontains"},
	"example query":          {"tE", "zqparameter"},
	"example request_header": {"tE", "Zq-Asked"},
	"example request_body":   {"tE", "zqsent"},
	"example header":         {"tE", "zqheader"},
	"example body":           {"tE", "azqsuffix"},
	"example wait":           {"", "an expectation"},
	"example message":        {"", "an expectation"},
	"example code":           {"", "an expectation"},
	"example source":         {"", "for who checks the catalog"},
	"limit requests":         {"gme", "7013"},
	"limit per":              {"gme", "7017|1h56m57s"},
	"limit code":             {"gme", "429"},
	"limit concurrent":       {"gme", "7043"},
	"limit by":               {"gme", "Zq-Bucket"},
	"limit method":           {"gme", "ZQLIMITED"},
	"limit host":             {"gme", "zqlimit.example"},
	"limit path":             {"gme", "/zqlimit"},
	"by header":              {"gme", "Zq-Bucket"},
	"limit query":            {"gme", "zqlimitquery"},
	"limit request_header":   {"gme", "Zq-Limit-Asked"},
	"limit remaining":        {"gme", "Zq-Remaining"},
	"limit reset":            {"gme", "Zq-Reset"},
	"wait min":               {"gme", "7057|7.057s"},
	"wait max":               {"gme", "7027|1h57m7s"},
	"wait attempts":          {"gme", "7069"},
	"wait from":              {"gme", "Zq-Case-Wait"},
	"wait take":              {"gm", "TakeLongest|longest"},
	"source header":          {"gme", "Zq-Wait"},
	"source body":            {"gme", "zqwaitbody"},
	"source after":           {"gM", "zqafter"},
	"source unit":            {"gM", "UnitMilliseconds|milliseconds"},
	"source field":           {"gM", "zqfield"},
	"source when":            {"gM", "Zq-Cond"},
	"source refill":          {"gm", "/zqneed"},
	"refill need":            {"gm", "/zqneed"},
	"refill have":            {"gM", "/zqhave"},
	"refill rate":            {"gM", "/zqrate"},
	"errorBody message":      {"gme", "zqerrormessage"},
	"errorBody code":         {"gme", "zqerrorcode"},
	"named name":             {"gme", "Zq-Present"},
	"body pointer":           {"gme", "/zqpointer/*"},
	"body every":             {"gme", "Every|every"},
	"match equals":           {"gm", "zqequals"},
	"match in":               {"gme", "zqin"},
	"match not":              {"gme", "zqnot"},
	"match prefix":           {"gme", "/zqpath"},
	"match suffix":           {"gme", "zqsuffix"},
	"match contains":         {"gme", "zqcontains"},
	"match between":          {"gme", "7039 7043"},
	"match present":          {"gme", "OpPresent|present"},
	"match absent":           {"gme", "OpAbsent|absent"},
}

// A key that is accepted and dropped would be worse than one that is refused:
// every key is used in full.yaml, and its word is found in all that shows it.
func TestEveryKeyShows(t *testing.T) {
	outputs := fullOutputs(t)
	for _, op := range status.Ops() {
		if !languageKeys(t)["match "+op.String()] {
			t.Errorf("operator %s is no key of the language", op)
		}
	}
	used := usedKeys(t)
	for _, key := range slices.Sorted(maps.Keys(languageKeys(t))) {
		row, ok := shows[key]
		if !ok {
			t.Errorf("key %q has no row", key)
			continue
		}
		if !used[key] && row.where != "" {
			t.Errorf("%s does not use key %q", fullCatalog, key)
		}
		for _, where := range strings.NewReplacer("m", "mh", "M", "m", "e", "ej", "E", "e").Replace(row.where) {
			for words := range strings.FieldsSeq(row.words) {
				found := false
				for alternative := range strings.SplitSeq(words, "|") {
					found = found || strings.Contains(outputs[where], alternative)
				}
				if !found {
					t.Errorf("key %q: %s is not in output %c", key, words, where)
				}
			}
		}
	}
	for key := range shows {
		if !languageKeys(t)[key] {
			t.Errorf("row %q is for no key of the language", key)
		}
	}
}

// What is left out of full.yaml is a change: diff reports each key that a catalog may
// leave out, unless no output has it.
func TestEveryKeyDiffs(t *testing.T) {
	asked := 0
	for key, row := range shows {
		if row.where == "" {
			continue
		}
		doc := fullDocument(t)
		walkKeys(doc, func(k string, mapping *yaml.Node, i int) bool {
			if k == key {
				mapping.Content = slices.Delete(mapping.Content, i, i+2)
			}
			return k == key
		})
		src, err := yaml.Marshal(doc)
		if err != nil {
			t.Fatal(err)
		}
		without, err := spec.Load("without.yaml", src)
		if err != nil {
			continue // it has to be there
		}
		asked++
		full, err := spec.Load("full.yaml", fullSource(t))
		if err != nil {
			t.Fatal(err)
		}
		if len(diff.Compare([]*spec.Catalog{full}, []*spec.Catalog{without})) == 0 {
			t.Errorf("key %q: diff does not report that it is gone", key)
		}
	}
	if asked < 30 {
		t.Errorf("only %d keys may be left out", asked)
	}
}

// fullOutputs returns what is made of full.yaml, by the letters of shows.
func fullOutputs(t *testing.T) map[rune]string {
	t.Helper()
	dir := t.TempDir()
	runOK := func(args ...string) string {
		var out, err bytes.Buffer
		if code := run(args, strings.NewReader(""), &out, &err); code != 0 {
			t.Fatalf("%v: exit code %d, %s", args, code, err.String())
		}
		return out.String()
	}
	runOK("gen", "--go", dir, "--test", dir, "--markdown", dir, "--html", dir, "--import", "example.com/x", fullCatalog)
	read := func(names ...string) string {
		all := ""
		for _, name := range names {
			text, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			all += string(text)
		}
		return all
	}
	return map[rune]string{
		'g': read("full/status_gen.go"),
		'm': read("full/README.md", "README.md"),
		't': read("full/fulltest/answers_gen.go"),
		'e': runOK("explain", "--all", "--catalog", fullCatalog, "full", "429"),
		'h': html.UnescapeString(read("atlas.html")),
		'j': runOK("explain", "--catalog", fullCatalog, "--format", "json", "full", "429"),
	}
}

// languageKeys lists the keys of the language, by what they are keys of. The
// operators are the same wherever they stand.
func languageKeys(t *testing.T) map[string]bool {
	t.Helper()
	var schema struct {
		Defs       map[string]definition `json:"$defs"`
		Properties map[string]any
	}
	if err := json.Unmarshal(spec.Schema(), &schema); err != nil {
		t.Fatal(err)
	}
	keys := map[string]bool{}
	for key := range schema.Properties {
		keys["catalog "+key] = true
	}
	match := schema.Defs["match"].Properties
	delete(schema.Defs, "when") // a condition, which has the criteria of a case
	for name, d := range schema.Defs {
		for _, mapping := range append(d.OneOf, d) {
			for key := range mapping.Properties {
				if _, operator := match[key]; operator && name != "match" {
					continue
				}
				keys[name+" "+key] = true
			}
		}
	}
	return keys
}

type definition struct {
	Properties map[string]any
	OneOf      []definition
}

// usedKeys lists the keys that full.yaml uses.
func usedKeys(t *testing.T) map[string]bool {
	t.Helper()
	used := map[string]bool{}
	walkKeys(fullDocument(t), func(key string, _ *yaml.Node, _ int) bool {
		used[key] = true
		return false
	})
	return used
}

func fullSource(t *testing.T) []byte {
	t.Helper()
	src, err := os.ReadFile(fullCatalog)
	if err != nil {
		t.Fatal(err)
	}
	return src
}

func fullDocument(t *testing.T) *yaml.Node {
	t.Helper()
	var doc yaml.Node
	if err := yaml.Unmarshal(fullSource(t), &doc); err != nil {
		t.Fatal(err)
	}
	return &doc
}

// walkKeys calls visit with each key of a catalog, by what it is a key of, and its
// place in the mapping. What a mapping is follows from the key that it stands under.
// Visit returns whether it removed the key.
func walkKeys(doc *yaml.Node, visit func(key string, mapping *yaml.Node, i int) (removed bool)) {
	operators := map[string]bool{}
	for key := range shows {
		if name, ok := strings.CutPrefix(key, "match "); ok {
			operators[name] = true
		}
	}
	under := map[string]string{
		"vendors": "vendor", "codes": "code", "variants": "variant", "when": "case", "examples": "example", "limits": "limit", "wait": "wait",
		"from": "source", "reset": "source", "by": "by", "error_body": "errorBody", "header": "named", "body": "body", "host": "match", "path": "match", "query": "named", "request_header": "named",
	}
	dicts := []string{"vendors", "codes", "variants"}
	var walk func(n *yaml.Node, what string)
	walk = func(n *yaml.Node, what string) {
		if n.Kind == yaml.SequenceNode {
			for _, item := range n.Content {
				walk(item, what)
			}
		}
		if n.Kind != yaml.MappingNode {
			return
		}
		for i := 0; i < len(n.Content); {
			key, value, next := n.Content[i].Value, n.Content[i+1], ""
			home := what + " " + key
			switch {
			case slices.Contains(dicts, what):
				walk(value, under[what])
				i += 2
				continue
			case operators[key]:
				home = "match " + key
			case what == "example":
			case what == "source":
				next = map[string]string{"refill": "refill"}[key]
			case slices.Contains(dicts, key):
				next = key
			default:
				next = under[key]
			}
			if visit(home, n, i) {
				continue
			}
			if next != "" {
				walk(value, next)
			}
			i += 2
		}
	}
	walk(doc.Content[0], "catalog")
}
