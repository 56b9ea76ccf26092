package statushttp_test

import (
	"strings"
	"testing"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
)

func fields(pointers ...string) status.Criterion {
	return status.Criterion{Part: status.PartBody, Pointers: pointers, Match: status.Match{Op: status.OpEquals, Values: []string{"a"}}}
}

func codes(op status.Op, values ...string) status.Criterion {
	c := field("/code", op, values...)
	c.Pointers = append(c.Pointers, "/errors/*/code")
	return c
}

func every(m status.Criterion) status.Criterion {
	m.Every = true
	return m
}

func between(pointer, low, high string) status.Criterion {
	m := field(pointer, status.OpBetween, low, high)
	m.Literal = true
	return m
}

func TestBodyCriteria(t *testing.T) {
	text := func(op status.Op, values ...string) status.Criterion {
		return status.Criterion{Part: status.PartBody, Match: status.Match{Op: op, Values: values}}
	}
	for _, tt := range []struct {
		reason string
		match  status.Criterion
		body   string
		want   bool
	}{
		{"a text", field("/code", status.OpEquals, "a"), `{"code":"a"}`, true},
		{"another text", field("/code", status.OpEquals, "a"), `{"code":"b"}`, false},
		{"letter case counts", field("/code", status.OpEquals, "a"), `{"code":"A"}`, false},
		{"letter case of a key counts", field("/code", status.OpEquals, "a"), `{"Code":"a"}`, false},
		{"white space in a text counts", field("/code", status.OpEquals, "a"), `{"code":" a"}`, false},
		{"one of several values", field("/code", status.OpEquals, "b", "a"), `{"code":"a"}`, true},
		{"another text than those", field("/code", status.OpNot, "b", "c"), `{"code":"a"}`, true},
		{"none of several values is one of those", codes(status.OpNot, "b"), `{"code":"a","errors":[{"code":"c"},{"code":"d"}]}`, true},
		{"one of several values is", codes(status.OpNot, "b"), `{"code":"a","errors":[{"code":"c"},{"code":"b"}]}`, false},
		{"what is absent is nothing else", field("/code", status.OpNot, "b"), `{}`, false},
		{"a number is another value than a text", field("/code", status.OpNot, "1"), `{"code":1}`, true},
		{"begins", field("/code", status.OpPrefix, "rate_"), `{"code":"rate_limit"}`, true},
		{"ends", field("/code", status.OpSuffix, "_limit"), `{"code":"rate_limit"}`, true},
		{"contains", field("/code", status.OpContains, "e_l"), `{"code":"rate_limit"}`, true},
		{"does not contain", field("/code", status.OpContains, "E"), `{"code":"rate_limit"}`, false},
		{"an escaped text", field("/code", status.OpEquals, "a\"b"), `{"code":"a\"b"}`, true},
		{"a text in the JSON of another program", field("/code", status.OpEquals, "ab"), `{"code":"\u0061\u0062"}`, true},

		{"a text is no number", literal("/code", "1"), `{"code":"1"}`, false},
		{"a number is no text", field("/code", status.OpEquals, "1"), `{"code":1}`, false},
		{"a number", literal("/code", "1"), `{"code":1}`, true},
		{"a number is compared as it is written", literal("/code", "1"), `{"code":1.0}`, false},
		{"a number that goes on", literal("/code", "1"), `{"code":12}`, false},
		{"true", literal("/ok", "true"), `{"ok":true}`, true},
		{"false is not true", literal("/ok", "true"), `{"ok":false}`, false},
		{"a text is not true", literal("/ok", "true"), `{"ok":"true"}`, false},

		{"present", field("/code", status.OpPresent), `{"code":"a"}`, true},
		{"an empty text is present", field("/code", status.OpPresent), `{"code":""}`, true},
		{"false is present", field("/code", status.OpPresent), `{"code":false}`, true},
		{"an object is present", field("/code", status.OpPresent), `{"code":{}}`, true},
		{"null is not present", field("/code", status.OpPresent), `{"code":null}`, false},
		{"what is not there is not present", field("/code", status.OpPresent), `{"codes":1}`, false},
		{"absent", field("/code", status.OpAbsent), `{}`, true},
		{"null is absent", field("/code", status.OpAbsent), `{"code":null}`, true},
		{"not absent", field("/code", status.OpAbsent), `{"code":"a"}`, false},
		{"absent from what is no JSON", field("/code", status.OpAbsent), `<html>`, true},
		{"absent from no body", field("/code", status.OpAbsent), ``, true},
		{"absent where the way is blocked", field("/a/code", status.OpAbsent), `{"a":"b"}`, true},
		{"an object is no text", field("/code", status.OpEquals, "a"), `{"code":{"a":"a"}}`, false},
		{"an object is no number", literal("/code", "1"), `{"code":[1]}`, false},
		{"null is no value", literal("/code", "null"), `{"code":null}`, false},

		{"the first pointer", fields("/a", "/b"), `{"a":"a","b":"b"}`, true},
		{"the second pointer, though the first leads to a value too", fields("/a", "/b"), `{"a":"b","b":"a"}`, true},
		{"none of the pointers", fields("/a", "/b"), `{"a":"b","b":"c"}`, false},
		{"the first leads to nothing", fields("/a", "/b"), `{"b":"a"}`, true},
		{"the first leads to null", fields("/a", "/b"), `{"a":null,"b":"a"}`, true},
		{"absent of several: one is there", status.Criterion{Part: status.PartBody, Pointers: []string{"/a", "/b"}, Match: status.Match{Op: status.OpAbsent}}, `{"b":1}`, false},
		{"absent of several: none is there", status.Criterion{Part: status.PartBody, Pointers: []string{"/a", "/b"}, Match: status.Match{Op: status.OpAbsent}}, `{"c":1}`, true},

		{"any element", field("/errors/*/code", status.OpEquals, "a"), `{"errors":[{"code":"b"},{},{"code":"a"}]}`, true},
		{"no element", field("/errors/*/code", status.OpEquals, "a"), `{"errors":[{"code":"b"},{"code":"c"}]}`, false},
		{"no elements", field("/errors/*/code", status.OpEquals, "a"), `{"errors":[]}`, false},
		{"any element or a second pointer", fields("/errors/*/code", "/code"), `{"errors":[{"code":"b"}],"code":"a"}`, true},
		{"any member", field("/errors/*/code", status.OpEquals, "a"), `{"errors":{"name":{"code":"b"},"price":{"code":"a"}}}`, true},
		{"no member", field("/errors/*/code", status.OpEquals, "a"), `{"errors":{"name":{"code":"b"},"code":"a"}}`, false},
		{"any member of any element", field("/*/*", status.OpEquals, "a"), `[{"x":"b"},{},{"y":"c","z":"a"}]`, true},
		{"absent from every element", field("/errors/*/code", status.OpAbsent), `{"errors":[{},{"code":null}]}`, true},
		{"present in one element", field("/errors/*/code", status.OpAbsent), `{"errors":[{},{"code":1}]}`, false},

		{"in a range", between("/code", "30000", "39999"), `{"code":30000}`, true},
		{"in a range, its other end", between("/code", "30000", "39999"), `{"code":39999}`, true},
		{"below a range", between("/code", "30000", "39999"), `{"code":29999}`, false},
		{"above a range", between("/code", "30000", "39999"), `{"code":40000}`, false},
		{"in a range, with decimals and an exponent", between("/code", "30000", "39999"), `{"code":3.00005e4}`, true},
		{"a text is not in a range of numbers", between("/code", "30000", "39999"), `{"code":"30000"}`, false},

		{"every one", every(field("/errors/*/code", status.OpEquals, "a", "b")), `{"errors":[{"code":"b"},{},{"code":"a"}]}`, true},
		{"every one but one", every(field("/errors/*/code", status.OpEquals, "a", "b")), `{"errors":[{"code":"b"},{"code":"c"},{"code":"a"}]}`, false},
		{"every one of none", every(field("/errors/*/code", status.OpEquals, "a")), `{"errors":[]}`, false},
		{"every one, and null is none", every(field("/errors/*/code", status.OpEquals, "a")), `{"errors":[{"code":null},{"code":"a"}]}`, true},
		{"every one, and a number is another", every(field("/errors/*/code", status.OpEquals, "a")), `{"errors":[{"code":1},{"code":"a"}]}`, false},
		{"every one of two pointers", every(fields("/a", "/b")), `{"a":"a","b":"a"}`, true},
		{"every one of two pointers but one", every(fields("/a", "/b")), `{"a":"a","b":"b"}`, false},
		{"every one of two pointers, one of which leads nowhere", every(fields("/a", "/b")), `{"b":"a"}`, true},
		{"every one is present", every(field("/errors/*", status.OpPresent)), `{"errors":[1,{}]}`, true},
		{"every one is absent", every(field("/errors/*/code", status.OpAbsent)), `{"errors":[{},{"code":null}]}`, true},
		{"every one is absent but one", every(field("/errors/*/code", status.OpAbsent)), `{"errors":[{},{"code":1}]}`, false},
		{"a key twice leads to both", field("/code", status.OpEquals, "a"), `{"code":"b","code":"a"}`, true},

		{"the text", text(status.OpEquals, "slow down"), " slow down\r\n", true},
		{"the text begins", text(status.OpPrefix, "<html"), "\n<html lang=en>", true},
		{"the text ends", text(status.OpSuffix, "</html>"), "<html></html>\n", true},
		{"the text contains", text(status.OpContains, "captcha"), "<p>solve the captcha</p>", true},
		{"the text does not contain", text(status.OpContains, "captcha"), "<p>solve the puzzle</p>", false},
		{"a text is present", text(status.OpPresent), "x", true},
		{"no text is present", text(status.OpPresent), "", false},
		{"no text is absent", text(status.OpAbsent), "", true},
		{"a text is not absent", text(status.OpAbsent), "x", false},
		{"no text is equal to nothing", text(status.OpEquals, ""), "", false},
		{"a text of white space is", text(status.OpEquals, ""), " ", true},
	} {
		if got := matches(status.Case{Criteria: []status.Criterion{tt.match}}, answer("403", tt.body)); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.reason, got, tt.want)
		}
	}
}

// What the bound cuts off counts as absent, but for objects and arrays that
// open before it.
func TestBodyCriteriaAtTheBound(t *testing.T) {
	for _, tt := range []struct {
		reason string
		match  status.Criterion
		limit  int
		want   bool
	}{
		{"the whole document", field("/a/b", status.OpEquals, "long"), 18, true},
		{"all that counts of it", field("/a/b", status.OpEquals, "long"), 17, true},
		{"cut in the text", field("/a/b", status.OpPrefix, "lo"), 13, false},
		{"cut in the text, so it counts as absent", field("/a/b", status.OpAbsent), 13, true},
		{"cut in the key", field("/a/b", status.OpPresent), 7, false},
		{"the object has opened", field("/a", status.OpPresent), 6, true},
		{"it has not", field("/a", status.OpPresent), 5, false},
	} {
		const body = `{"a":{"b": "long"}}`
		f := status.Case{Name: "it", Criteria: []status.Criterion{tt.match}}
		p := statushttp.Policy{Catalog: &status.Catalog{Rows: new(status.Rows), When: []status.Case{f}}, BodyLimit: tt.limit}
		resp := answer("403", body)
		if got := p.Classify(resp).VendorCase == "it"; got != tt.want {
			t.Errorf("%s (%s): %v, want %v", tt.reason, body[:tt.limit], got, tt.want)
		}
		if got := rest(t, resp); got != body {
			t.Errorf("%s: the body reads %q", tt.reason, got)
		}
	}
}

// A body of nothing but brackets is as deep as it is long.
func TestDeepBody(t *testing.T) {
	for _, body := range []string{strings.Repeat("[", 1e6), strings.Repeat(`{"a":`, 1e6), `{"x":` + strings.Repeat("[", 1e6) + strings.Repeat("]", 1e6) + `,"a":"a"}`} {
		p := statushttp.Policy{BodyLimit: 1 << 30, Catalog: &status.Catalog{Rows: new(status.Rows), When: []status.Case{
			{Name: "it", Criteria: []status.Criterion{fields("/*/*/*", "/a/a/a", "/a")}},
		}}}
		if got, want := p.Classify(answer("403", body)).VendorCase == "it", body[2] == 'x'; got != want {
			t.Errorf("%.10s…: %v, want %v", body, got, want)
		}
	}
}
