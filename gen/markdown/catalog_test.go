package markdown_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statustest"
)

// hostile holds texts that are markup to somebody.
var hostile = []string{
	"| a | b |",
	"a `b` ``c`` | d",
	"<script>alert(1)</script> <!-- c --> <b>bold</b> <https://a.example> a<b>c",
	"{id} {{ b }} {{< c >}} {{% d %}} {% e %} {#f} {: .g } ${h}",
	"*a* **b** ***c*** _d_ __e__ f_g_h i*j*k ~~l~~ ~m~ ==n== ^o^ ++p++",
	"[a](b) ![c](d) [e][f] [g] [^1] [ ] [x] [//]: # (h) [[i]]",
	"https://a.example/{id}/{{b}}/{{<c>}}/{%d%}/{{%d%}}|e`f\\g<h>|`i` $j{{k}} $`l`$ \\$m\\$ www.n\u00a0",
	"https://a.example/b_c?d=1&e=*|f www.a.example ftp://b.example a@b.example mailto:a@b.example (https://c.example).",
	"&amp; &lt;b&gt; &#123; &copy AT&T a & b",
	":smile: :+1: a:b:c ::leaf :::note :text[a]{b}",
	"$a\\ $a$ $$b$$ $`c`$ \\(d\\) \\[e\\] $5 and $6",
	"\\ \\\\ \\* \\| \\` \\{ \\<b> c\\",
	`"a" 'b' it's vendors' -- --- ... <<c>> -> => (c)`,
	"# a #", "- a", "+ a", "* a", "1. a", "2) a", "> a", "=", "---", "***", "___", "```", "~~~ a", "| a", "===", ": a", "!!! note", "??? note",
	":::note", "::leaf{a}", "[a]: b", "[^1]: a", "*[HTML]: a", "import a from 'b'", "export default a", "<div>", "{a}", "{/* a */}", "[TOC]", "+++", "%%",
	"a\nb", "  a  ", "\u00a0a\u00a0", "\u200d", "…",
}

// catalog returns a catalog of that many vendors that holds a text everywhere.
func catalog(vendors int, texts ...string) *spec.Catalog {
	c := &spec.Catalog{Name: "test", File: "test.yaml"}
	next := 0
	text := func() string {
		next++
		return texts[next%len(texts)]
	}
	for i := range vendors {
		v := &spec.Vendor{
			Key: fmt.Sprintf("v%d", i), Name: text(), Version: text(), Source: text(), Fallback: [][]string{{"iana"}, nil}[i%2],
			Overview: text() + "\n\n" + text(),
			Classes:  make(map[status.Class]string),
		}
		for _, class := range []status.Class{status.ClassClientError, status.ClassServerError} {
			v.Classes[class] = text()
		}
		if i > 0 {
			v.When, v.Wait = cases(text), wait(i)
			v.When[1].Kind, v.When[1].Retry, v.When[1].Purpose = 0, 0, ""
			v.When[2].Criteria = slices.Insert(v.When[2].Criteria, 0, is(status.PartStatus, "4xx", "500"))
			v.ErrorBody = status.ErrorBody{Message: []status.Place{{Body: pointer(text())}, {Header: "X-Message"}}, Code: []status.Place{{Body: pointer(text())}}}
		}
		c.Vendors = append(c.Vendors, v)
	}
	for i, n := range []int{200, 400, 403, 404, 430, 500, 999} {
		code := &spec.Code{Number: n, Definition: text()}
		if i%3 == 0 {
			code.Contrast = text()
		}
		for j, v := range c.Vendors {
			if i > 2 && (i+j)%4 == 0 {
				code.Variants = append(code.Variants, nil)
				continue
			}
			kind := status.Kinds()[(i*5+j%3)%len(status.Kinds())]
			variant := &spec.Variant{GoName: fmt.Sprintf("Code%d", n), Vendor: v, Info: status.Info{
				Code: n, Definition: code.Definition, Meaning: status.Meaning{Purpose: text(), Remedy: text(), Note: text(), Reference: text(),
					Kind: kind, Retry: kind.Retry(), Wait: wait(i + j)},
			}}
			if (i+j)%2 == 0 {
				variant.When = cases(text)
			}
			if j == 1 {
				variant.Definition = text()
			}
			v.Variants = append(v.Variants, variant)
			for _, home := range []string{"", "two-words"} {
				v.Examples = append(v.Examples, &spec.Example{Case: home, Label: "a-b", Answer: statustest.Answer{
					Code: n, Method: "POST", Path: "/" + text(), Header: http.Header{"A": {text()}}, Body: text() + "\n\n\n" + text(),
				}})
			}
			code.Variants = append(code.Variants, variant)
		}
		c.Codes = append(c.Codes, code)
	}
	return c
}

// vendors returns the catalogs of real vendors: what no toy has is in them.
func vendors(t *testing.T) []*spec.Catalog {
	t.Helper()
	return spec.Bundled()
}

// cases returns cases with a text everywhere, and with whatever else the
// loader accepts.
func cases(text func() string) []status.Case {
	value := func(op status.Op) status.Match {
		if op >= status.OpPresent {
			return status.Match{Op: op}
		}
		return status.Match{Op: op, Values: []string{text(), text(), "false", "\x00 a\t\u00a0|`\u202e  \n "}}
	}
	const token = "X-!#$%&'*+.^_`|~1--Z"
	return []status.Case{
		{
			Name: "two-words", Criteria: []status.Criterion{{Part: status.PartHeader, Name: token, Match: value(status.OpEquals)}},
			Meaning: status.Meaning{Kind: status.KindRateLimited, Retry: status.RetryAlways, Wait: wait(1),
				Purpose: text(), Remedy: text(), Note: text()},
		},
		{
			Name: "a--b-",
			Criteria: []status.Criterion{
				is(status.PartMethod, "POST", token), is(status.PartMediaType, "a/b", "!#$%&'*+.^_`|~/*"),
				{Part: status.PartBody, Pointers: []string{pointer(text()), pointer(text())}, Match: value(status.OpPrefix)},
				{Part: status.PartBody, Pointers: []string{pointer(text()), pointer(text())}, Match: value(status.OpAbsent)},
				{Part: status.PartBody, Pointers: []string{"/a/*"}, Literal: true, Match: status.Match{Values: []string{"false", "-1.5e3"}}},
			},
			Meaning: status.Meaning{Kind: status.KindPlanLimit, Retry: status.RetryAfterChange, Purpose: text(), Note: text()},
		},
		{
			Name: "ok",
			Criteria: []status.Criterion{
				{Part: status.PartHeader, Name: "A", Match: value(status.OpPresent)}, {Part: status.PartHeader, Name: "B", Match: value(status.OpSuffix)},
				{Part: status.PartBody, Match: value(status.OpContains)},
			},
			Meaning: status.Meaning{Kind: status.KindInternal, Retry: status.RetryIfIdempotent, Wait: wait(2), Remedy: text()},
		},
	}
}

func is(part status.Part, values ...string) status.Criterion {
	return status.Criterion{Part: part, Match: status.Match{Values: values}}
}

// pointer returns a JSON pointer to a field of that name.
func pointer(name string) string {
	return "/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(name)
}

// wait returns one of several waits, the zero one among them.
func wait(i int) status.Wait {
	return []status.Wait{
		{},
		{Min: time.Second, Max: time.Hour, Take: status.TakeLongest, From: []status.WaitSource{
			{Header: "X-`|*-_{", Unit: status.UnitMilliseconds}, {Body: pointer("a|`<{{%"), Unit: status.UnitDuration},
		}},
		{Min: time.Minute},
	}[i%3]
}

// loadable reports whether the loader accepts a text.
func loadable(s string) bool {
	refused := func(r rune) bool {
		return r != '\n' && unicode.IsControl(r) || unicode.In(r, unicode.Zl, unicode.Zp)
	}
	return utf8.ValidString(s) && strings.Trim(s, " \n") != "" && !strings.ContainsFunc(s, refused)
}
