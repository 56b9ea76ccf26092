package statushttp_test

import (
	"strings"
	"testing"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
)

const s3 = `<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>SlowDown</Code><Message>Reduce your request rate.</Message><RequestId>4442587FB7D0A2F9</RequestId></Error>`

func TestXMLCriteria(t *testing.T) {
	code := field("/Error/Code", status.OpEquals, "SlowDown")
	errors := field("/Errors/Error/Code", status.OpEquals, "a")
	for _, tt := range []struct {
		reason string
		match  status.Criterion
		body   string
		want   bool
	}{
		{"a text", code, s3, true},
		{"another text", field("/Error/Code", status.OpEquals, "Busy"), s3, false},
		{"letter case of a name counts", field("/error/code", status.OpEquals, "SlowDown"), s3, false},
		{"the root is the first step", field("/Code", status.OpPresent), s3, false},
		{"any root", field("/*/Code", status.OpEquals, "SlowDown"), s3, true},
		{"any element", field("/Error/*", status.OpEquals, "SlowDown"), s3, true},
		{"an element is no index", field("/Error/0", status.OpPresent), s3, false},
		{"an element with elements is present", field("/Error", status.OpPresent), s3, true},
		{"and no text", field("/Error", status.OpContains, ""), s3, false},
		{"an element too few", field("/Error/Code/X", status.OpPresent), s3, false},
		{"absent", field("/Error/Reason", status.OpAbsent), s3, true},
		{"not absent", field("/Error/Code", status.OpAbsent), s3, false},
		{"a byte order mark and spaces before", code, "\uFEFF\r\n " + s3, true},
		{"white space around a text does not count", code, "<Error>\n  <Code>\n    SlowDown\n  </Code>\n</Error>", true},
		{"namespaces do not count", code, `<e:Error xmlns:e="urn:x"><e:Code>SlowDown</e:Code></e:Error>`, true},
		{"nor do those that nobody declares", code, `<x:Error><y:Code>SlowDown</y:Code></x:Error>`, true},
		{"nor do attributes", code, `<Error Code="Busy"><Code a='1' b=2 c>SlowDown</Code></Error>`, true},
		{"entities", field("/Error/Code", status.OpEquals, `a<b>&"c`), `<Error><Code>a&lt;b&gt;&amp;&quot;&#99;</Code></Error>`, true},
		{"CDATA, and comments within", code, `<Error><Code><![CDATA[Slow]]><!-- not --><![CDATA[Down]]></Code></Error>`, true},
		{"an empty text", field("/Error/Code", status.OpEquals, ""), `<Error><Code></Code></Error>`, true},
		{"an empty element", field("/Error/Code", status.OpPresent), `<Error><Code/></Error>`, true},
		{"a text is no number", literal("/Error/Code", "7"), `<Error><Code>7</Code></Error>`, false},
		{"and a number is a text", field("/Error/Code", status.OpEquals, "7"), `<Error><Code>7</Code></Error>`, true},
		{"one of several", errors, `<Errors><Error><Code>b</Code></Error><Error><Code>a</Code></Error></Errors>`, true},
		{"every one", every(errors), `<Errors><Error><Code>a</Code></Error><Error><Code>a</Code></Error></Errors>`, true},
		{"every one but one", every(errors), `<Errors><Error><Code>a</Code></Error><Error><Code>b</Code></Error></Errors>`, false},
		{"another encoding", code, `<?xml version="1.0" encoding="ISO-8859-1"?><Error><Message>zu schn` + "\xe4" + `ll</Message><Code>SlowDown</Code></Error>`, true},
		{"a document type", code, `<!DOCTYPE Error><Error><Code>SlowDown</Code></Error>`, true},
		{"an entity of its own is no text", field("/Error/Code", status.OpEquals, "SlowDown"), `<!DOCTYPE Error [<!ENTITY a "SlowDown">]><Error><Code>&a;</Code></Error>`, false},

		{"HTML", field("/html/head/title", status.OpPresent), `<html><head><title>Slow down</title></head></html>`, false},
		{"HTML by its document type", field("/*/*", status.OpPresent), `<!doctype HTML><Error><Code>SlowDown</Code></Error>`, false},
		{"what is absent from HTML", field("/Error/Code", status.OpAbsent), `<HTML><Error>`, true},
		{"cut off behind it", code, s3[:strings.Index(s3, "</Code>")+9], true},
		{"cut off within it", field("/Error/Code", status.OpPresent), s3[:strings.Index(s3, "</Code>")+3], false},
		{"cut off, and the root is still there", field("/Error", status.OpPresent), s3[:strings.Index(s3, "</Code>")], true},
		{"an end too many", code, `<Error></Reason><Code>SlowDown</Code></Error>`, false},
		{"an end missing", code, `<Error><Code>SlowDown</Code><Message>x</Error>`, true},
		{"no XML", field("/Error/Code", status.OpPresent), `<<<`, false},
		{"one root only", field("/Late/Code", status.OpPresent), s3 + `<Late><Code>x</Code></Late>`, false},
	} {
		if got := matches(status.Case{Criteria: []status.Criterion{tt.match}}, answer("403", tt.body)); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.reason, got, tt.want)
		}
	}
}

func TestXMLErrorBody(t *testing.T) {
	c := status.Catalog{ErrorBody: status.ErrorBody{Message: []status.Place{{Body: "/Error/Message"}, {}}, Code: []status.Place{{Body: "/Error/Code"}}}}
	for _, tt := range []struct{ reason, body, message, code string }{
		{"XML", s3, "Reduce your request rate.", "SlowDown"},
		{"other XML is no message", `<Fault><Reason>x</Reason></Fault>`, "", ""},
		{"nor is HTML", `<html><body>Error</body></html>`, "", ""},
	} {
		if e := check(t, policy(&c), "503", tt.body); e.Message != tt.message || e.Code != tt.code {
			t.Errorf("%s: message %q and code %q, want %q and %q", tt.reason, e.Message, e.Code, tt.message, tt.code)
		}
	}
}

// A body of nothing but elements is as deep as it is long, and a bomb is a dud.
func TestDeepXML(t *testing.T) {
	for _, body := range []string{
		strings.Repeat("<a>", 2e4), strings.Repeat("</a>", 2e4), strings.Repeat("<a><b>", 2e4) + strings.Repeat("</a>", 2e4),
		"<" + strings.Repeat("a", 2e4), "<a " + strings.Repeat("b='c' ", 2e4), "<!" + strings.Repeat("[", 2e4), strings.Repeat("<!", 2e4), strings.Repeat("<?a?>", 2e4),
		`<!DOCTYPE a [<!ENTITY b "` + strings.Repeat("x", 2e4) + `">]><a>` + strings.Repeat("&b;", 2e4) + `</a>`,
	} {
		p := statushttp.Policy{BodyLimit: 1 << 30, Catalog: &status.Catalog{When: []status.Case{{Name: "it", Criteria: []status.Criterion{fields("/*/*/x")}}}}}
		if got := p.Classify(answer("403", body)); got.VendorCase != "" {
			t.Errorf("%.10s…: %s", body, got.Reason())
		}
	}
}
