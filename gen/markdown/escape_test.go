package markdown

import "testing"

// TestText shows what escapes look like, and above all what needs none.
func TestText(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"prose", "The store's plan (500 products, say) allows 3,000 entries; it's 50% full.", "The store's plan (500 products, say) allows 3,000 entries; it's 50% full."},
		{"names", "lock_timeout, Retry-After and If-Modified-Since: see section 2.1.", "lock_timeout, Retry-After and If-Modified-Since: see section 2.1."},
		{"other letters", "Zürich, 東京 and naïve_café", "Zürich, 東京 and naïve_café"},
		{"white space", "  a\n b \t c  ", "a b c"},
		{"a no-break space at the end", "a\u00a0", "a&#160;"},
		{"nothing", "", ""},

		{"a path parameter", "/orders/{id}", "/orders/&#123;id}"},
		{"columns", "a|b || c", "a&#124;b &#124;&#124; c"},
		{"emphasis", "*a* _b_ __c__ d*e", `\*a\* \_b\_ \_\_c\_\_ d\*e`},
		{"links", "[a](b) ![c](d) [^1] [x]: y", `\[a\](b) !\[c\](d) \[&#94;1\] \[x\]: y`},
		{"code", "`a`", "&#96;a&#96;"},
		{"backslashes", `C:\dir \* \`, `C:&#92;dir &#92;\* &#92;`},
		{"HTML", "<b>&amp; R&D", "&lt;b&gt;&amp;amp; R&amp;D"},
		{"templates", "{{< x >}} {% y %}", "&#123;&#123;&lt; x &gt;}} &#123;% y %}"},
		{"quotes", `"a" 'b' vendors' it's`, "&quot;a&quot; &#39;b&#39; vendors&#39; it's"},
		{"dashes", "--force a -- b ... c", "&#45;-force a &#45;- b &#46;&#46;. c"},
		{"deletion and highlight", "~~a~~ ==b== c==d ^e^", "&#126;&#126;a&#126;&#126; &#61;=b&#61;= c&#61;=d &#94;e&#94;"},

		{"a heading", "# a # b", "&#35; a # b"},
		{"a list", "- a - b", "&#45; a - b"},
		{"a numbered list", "12. a 12. b", "12&#46; a 12. b"},
		{"another numbered list", "1) a", "1&#41; a"},
		{"a number", "12.5 a", "12.5 a"},
		{"a directive", ":::note", "&#58;::note"},
		{"an admonition", "!!! note", "&#33;!! note"},
		{"JavaScript", "import a import", "&#105;mport a import"},
		{"a word of JavaScript's", "important", "important"},

		{"addresses", "See https://a.example/b_c?d=1&e=*, or www.a.example.", "See `https://a.example/b_c?d=1&e=*`, or `www.a.example`."},
		{"an address in parentheses", "a (http://b.example/c).", "a (`http://b.example/c`)."},
		{"mail", "ask a_b@c.example!", "ask `a_b@c.example`!"},
		{"emoji", "a :smile: b:100:", "a `:smile:` `b:100:`"},
		{"a time is none", "at 10:30 a: b", "at 10:30 a: b"},
		{"mathematics", "$a$ costs $5", "`$a$` costs `$5`"},
		{"what ends a code span", "http://a|b`c\\d<e{{f", "`http://a`&#124;`b`&#96;`c`&#92;`d`&lt;`e`&#123;`{f`"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := text(test.in); got != test.want {
				t.Errorf("text(%q)\n got %s\nwant %s", test.in, got, test.want)
			}
		})
	}
}

func TestHeading(t *testing.T) {
	tests := []struct{ definition, heading, anchor string }{
		{"Forbidden", "403 Forbidden", "403-forbidden"},
		{"I'm a Teapot", "403 I'm a Teapot", "403-im-a-teapot"},
		{"(Unused)", "403 (Unused)", "403-unused"},
		{"Non-Authoritative Information", "403 Non-Authoritative Information", "403-non-authoritative-information"},
		{"Café", "403", "403"},
		{"A - B", "403", "403"},
		{"Say 'Hi'", "403", "403"},
		{"Sharp {#own}", "403", "403"},
		{"A & B", "403", "403"},
		{"", "403", "403"},
	}
	for _, test := range tests {
		h := heading(403, test.definition)
		if a := anchor(h); h != test.heading || a != test.anchor {
			t.Errorf("%q: heading %q, anchor %q, want %q and %q", test.definition, h, a, test.heading, test.anchor)
		}
	}
}

func TestCite(t *testing.T) {
	tests := []struct{ in, want string }{
		{"RFC 9110, section 15.5.4", "[RFC 9110, section 15.5.4](https://www.rfc-editor.org/rfc/rfc9110#section-15.5.4)"},
		{"RFC 6585", "[RFC 6585](https://www.rfc-editor.org/rfc/rfc6585)"},
		{"draft-ietf-httpbis-resumable-upload-05", "draft-ietf-httpbis-resumable-upload-05"},
		{"https://a.example/b_(c)?d=1&e={f}", "[`https://a.example/b_(c)?d=1&e={f}`](https://a.example/b_%28c%29?d=1&amp;e=%7Bf%7D)"},
		{"javascript:alert(1)", "javascript:alert(1)"},
		{"https:opaque", "https:opaque"},
		{"", ""},
	}
	for _, test := range tests {
		if got := cite(test.in); got != test.want {
			t.Errorf("cite(%q)\n got %s\nwant %s", test.in, got, test.want)
		}
	}
}
