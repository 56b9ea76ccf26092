package markdown

import (
	"testing"

	"github.com/statuscat/statuscat/status"
)

func TestCriteria(t *testing.T) {
	header := func(op status.Op, values ...string) status.Case {
		return status.Case{Criteria: []status.Criterion{{Part: status.PartHeader, Name: "Retry-After", Match: status.Match{Op: op, Values: values}}}}
	}
	body := func(pointers []string, op status.Op, values ...string) status.Case {
		return status.Case{Criteria: []status.Criterion{{Part: status.PartBody, Pointers: pointers, Match: status.Match{Op: op, Values: values}}}}
	}
	words := func(part status.Part, values ...string) status.Case {
		return status.Case{Criteria: []status.Criterion{{Part: part, Match: status.Match{Values: values}}}}
	}
	one, two, three := []string{"/a"}, []string{"/a", "/b/*/c"}, []string{"/a", "/b", "/c"}
	literal := body(one, status.OpEquals, "false", "0")
	literal.Criteria[0].Literal = true
	tests := []struct {
		name string
		in   status.Case
		want string
	}{
		{"a code", words(status.PartStatus, "429"), "the code is 429"},
		{"codes", words(status.PartStatus, "402", "424", "5xx"), "the code is 402, 424 or 5xx"},
		{"a method", words(status.PartMethod, "DELETE"), "the method is `DELETE`"},
		{"a hostile method", words(status.PartMethod, "A*|`"), "the method is `A*`&#124;&#96;"},
		{"media types", words(status.PartMediaType, "application/*", "text/plain"), "the media type is `application/*` or `text/plain`"},

		{"a header", header(status.OpEquals, "false"), "header `Retry-After` is `\"false\"`"},
		{"a header's values", header(status.OpEquals, "a", "b", "c"), "header `Retry-After` is `a`, `b` or `c`"},
		{"its beginning", header(status.OpPrefix, "a b"), "header `Retry-After` begins with `a b`"},
		{"its end", header(status.OpSuffix, "a"), "header `Retry-After` ends with `a`"},
		{"within it", header(status.OpContains, "a", "b"), "header `Retry-After` contains `a` or `b`"},
		{"a header that is there", header(status.OpPresent), "header `Retry-After` is present"},
		{"a header that is not", header(status.OpAbsent), "header `Retry-After` is absent"},
		{"a hostile header", status.Case{Criteria: []status.Criterion{{Part: status.PartHeader, Name: "A`|*_", Match: status.Match{Op: status.OpPresent}}}}, "header `A`&#96;&#124;`*_` is present"},

		{"a field", body(one, status.OpEquals, "lock_timeout", "busy"), "`/a` in the body is `lock_timeout` or `busy`"},
		{"fields", body(two, status.OpPrefix, "x"), "`/a` or else `/b/*/c` in the body begins with `x`"},
		{"a field that is not there", body(one, status.OpAbsent), "`/a` in the body is absent"},
		{"fields that are not there", body(three, status.OpAbsent), "none of `/a`, `/b` and `/c` is in the body"},
		{"a literal", literal, "`/a` in the body is `false` or `0`"},
		{"what only looks like one", body(one, status.OpEquals, "false", "0"), "`/a` in the body is `\"false\"` or `\"0\"`"},
		{"the text", body(nil, status.OpContains, "Slow down!"), "the body's text contains `Slow down!`"},
		{"any text", body(nil, status.OpPresent), "the body is not empty"},
		{"no text", body(nil, status.OpAbsent), "the body is empty"},

		{"all at once", status.Case{
			Criteria: []status.Criterion{
				{Part: status.PartMethod, Match: status.Match{Values: []string{"POST", "PUT"}}},
				{Part: status.PartHeader, Name: "A", Match: status.Match{Op: status.OpPresent}}, {Part: status.PartHeader, Name: "B", Match: status.Match{Op: status.OpAbsent}},
			},
		}, "the method is `POST` or `PUT` **and** header `A` is present **and** header `B` is absent"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := criteria(&test.in); got != test.want {
				t.Errorf("\n got %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestSample(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"a word", "lock_timeout", "`lock_timeout`"},
		{"words", "Slow down!", "`Slow down!`"},
		{"what ends a code span", "a`b | c {{ d", "`a`&#96;`b` &#124; `c` &#123;`{ d`"},
		{"nothing", "", "`\"\"`"},
		{"space at an end", "a ", "`\"a \"`"},
		{"a run of spaces", "a   b", "`\"a` &#92;`x20 b\"`"},
		{"control characters", "a\n\x00", "`\"a`&#92;`n`&#92;`x00\"`"},
		{"what is invisible", "a\u00a0\u202e", "`\"a`&#92;`u00a0`&#92;`u202e\"`"},
		{"what looks like that", `"a"`, "`\"`&#92;`\"a`&#92;`\"\"`"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := sample(test.in); got != test.want {
				t.Errorf("sample(%q)\n got %s\nwant %s", test.in, got, test.want)
			}
		})
	}
}
