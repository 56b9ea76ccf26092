package gen_test

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/gen/hugo"
	"github.com/statuscat/statuscat/gen/markdown"
	"github.com/statuscat/statuscat/spec"
)

// whole is the archive that has the files of its first vendor as they are.
const whole = "ordinary.txtar"

// abridged leaves out of a file every run of lines that is the same, apart from the
// vendor's name, in the whole file of its kind. Only that file keeps the contents of
// answers, and only it and the archive of cases keep those of rows. A page for Hugo
// keeps what no Markdown page has.
func abridged(t *testing.T, archive string, out gen.Output, f gen.File, catalogs []*spec.Catalog) []byte {
	const shortest = 2 // run
	content := answers.ReplaceAllString(string(f.Content), "\n[answers]\n")
	if archive != "cases.txtar" {
		content = rows.ReplaceAllString(content, "\n[rows]\n")
	}
	v, like := vendorOf(f, catalogs), content
	originals := load(t, archives(t)[whole])
	first := originals[0].Vendors[0]
	if v != nil {
		like = strings.NewReplacer(v.Title(), first.Title(), `"`+v.Key+`"`, `"`+first.Key+`"`, "ackage "+v.Key, "ackage "+first.Key, v.Key+".Status(", first.Key+".Status(", v.Key+".Catalog", first.Key+".Catalog", "`"+v.Key, "`"+first.Key).Replace(content)
	}
	var model []string
	for _, m := range emit(t, out, gen.Options{Import: "example.com/generated"}, originals...) {
		ofFirst := vendorOf(m, originals) == first
		switch {
		case archive == whole && m.Path == f.Path && (v == nil || ofFirst):
			return f.Content
		case ofFirst == (v != nil) && path.Base(m.Path) == path.Base(f.Path), v == nil && path.Dir(m.Path) == ".":
			model = strings.Split(string(m.Content), "\n")
		}
	}
	if out.Name == hugo.Output.Name {
		model, like = nil, content
		for _, m := range emit(t, markdown.Output, gen.Options{}, catalogs...) {
			model = append(model, strings.Split(string(m.Content), "\n")...)
		}
	}
	lines, alike := strings.Split(content, "\n"), strings.Split(like, "\n")
	var kept []string
	for at := 0; at < len(lines); {
		same := 0
		for i := range model {
			n := 0
			for at+n < len(alike) && i+n < len(model) && alike[at+n] == model[i+n] {
				n++
			}
			same = max(same, n)
		}
		if same >= shortest {
			kept = append(kept, fmt.Sprintf("[%d lines]", same))
		} else {
			same = 1
			kept = append(kept, lines[at])
		}
		at += same
	}
	return []byte(strings.TrimSuffix(strings.Join(kept, "\n"), "\n") + "\n")
}

var (
	answers = regexp.MustCompile(`(?s)\nvar answers = .*?\n}\n`)
	rows    = regexp.MustCompile(`(?s)\nvar rows = .*?\n}\n`)
)

// vendorOf returns the vendor whose file it is; nil if it is that of several.
func vendorOf(f gen.File, catalogs []*spec.Catalog) *spec.Vendor {
	var all []*spec.Vendor
	for _, c := range catalogs {
		all = append(all, c.Vendors...)
	}
	if len(all) == 1 {
		return all[0]
	}
	if i := slices.IndexFunc(all, func(v *spec.Vendor) bool { return strings.HasPrefix(f.Path, v.Key+"/") }); i >= 0 {
		return all[i]
	}
	return nil
}
