// Package html is the HTML emitter: one page that holds the catalogs of a run,
// to be searched in a browser and read without scripts.
//
// The page asks nobody for anything, and a content security policy in it says
// so. Text from a catalog stands in it as the text that it is: html/template
// escapes all of it.
package html

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"regexp"
	"runtime"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/statuscat/statuscat/gen"
	"github.com/statuscat/statuscat/spec"
)

// Output is the page: atlas.html, with all vendors of a run.
var Output = gen.Output{
	Name:    "html",
	Usage:   "write one page to search and read in a browser below `DIR`",
	Root:    FileName,
	Comment: gen.Comment{Before: `<meta name="generator" content="`, After: `">`},
	Emit:    emit,
}

// FileName is the name of the page.
const FileName = "atlas.html"

var (
	//go:embed atlas.html.tmpl
	source string
	//go:embed atlas.css
	style string
	//go:embed atlas.js
	script string
)

var atlas = template.Must(template.New(FileName).Parse(source))

// Quotes mean something in attributes only. In the text between tags, and the
// examples are full of them, each is a byte.
var (
	text   = regexp.MustCompile(`>[^<]+<`)
	quotes = strings.NewReplacer("&#34;", `"`, "&#39;", "'")
)

// policy lets the page run its own script and style, and nothing else.
var policy = "default-src 'none'; script-src '" + digest(script) + "'; style-src '" + digest(style) + "'; " +
	"img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

func emit(catalogs []*spec.Catalog, _ gen.Options) ([]gen.File, error) {
	p := newPage(catalogs)
	p.Policy, p.Style, p.Script = policy, template.CSS(style), template.JS(script)
	p.Sections = make([]template.HTML, len(p.Vendors))
	var workers errgroup.Group
	workers.SetLimit(runtime.GOMAXPROCS(0))
	for i, v := range p.Vendors {
		workers.Go(func() (err error) {
			var b bytes.Buffer
			err = atlas.ExecuteTemplate(&b, "vendor", newVendor(v, p.Compared != nil))
			p.Sections[i] = template.HTML(text.ReplaceAllStringFunc(b.String(), quotes.Replace))
			return err
		})
	}
	if err := workers.Wait(); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err := atlas.Execute(&b, p)
	return []gen.File{{Path: FileName, Content: b.Bytes()}}, err
}
