package status_test

import (
	"fmt"
	"strings"
	"testing"
)

// Parse reads what people and programs write for a code, and what String wrote.
func TestParse(t *testing.T) {
	t.Run("bigcommerce", func(t *testing.T) { testParse(t, bigcommerceVendor) })
	t.Run("leadcommerce", func(t *testing.T) { testParse(t, leadcommerceVendor) })
	t.Run("iana", func(t *testing.T) { testParse(t, ianaVendor) })
}

func testParse[S code](t *testing.T, v vendor[S]) {
	for c := 100; c <= 999; c++ {
		reads(t, v, fmt.Sprint(c), c, "a number, documented or not")
		reads(t, v, S(c).String(), c, "what String writes")
		reads(t, v, " \t"+S(c).String()+"\r\n", c, "white space around it, as from a file")
	}
	for c, m := range v.oracle {
		reads(t, v, strings.ToUpper(m.definition), c, "a definition in capitals")
		reads(t, v, strings.ToLower(m.definition), c, "a definition in small letters")
		reads(t, v, fmt.Sprintf("%d   %s", c, strings.ToLower(m.definition)), c, "wide space and small letters")
	}
	for _, tt := range []struct{ text, reason string }{
		{"", "nothing"},
		{" ", "nothing but white space"},
		{"99", "two digits"},
		{"099", "a leading zero"},
		{"0403", "four digits, though 403 is a code"},
		{"1000", "beyond the codes"},
		{"-403", "a negative number"},
		{"+403", "a sign"},
		{"+40", "a sign that makes three characters"},
		{"4e2", "an exponent"},
		{"403.0", "a fraction"},
		{"0x1F", "another base"},
		{"４０３", "digits of another script"},
		{"403Forbidden", "no space between"},
		{"403 Not Found", "a number and the definition of another one"},
		{"403 403", "a number twice"},
		{"Forbidden 403", "the wrong way round"},
		{"403: Forbidden", "a colon"},
		{"Forbid", "the beginning of a definition"},
		{"Forbidden.", "a definition and more"},
		{"599 Whatever", "a definition of a code that nobody defines"},
		{"Whatever", "a definition that nobody uses"},
		{"\xff403", "invalid UTF-8"},
		{"99999999999999999999", "more than an int holds"},
	} {
		if s, err := v.parse(tt.text); err == nil || s != 0 {
			t.Errorf("Parse(%q) gave %d and error %v, want 0 and an error: %s", tt.text, int(s), err, tt.reason)
		}
	}
}

// reads reports a failure unless text is read as c. IANA has two codes with the
// phrase "(Unused)", of which the phrase alone gives the first.
func reads[S code](t *testing.T, v vendor[S], text string, c int, reason string) {
	t.Helper()
	if text == "(unused)" || text == "(UNUSED)" {
		c = 306
	}
	if got, err := v.parse(text); err != nil || got != S(c) {
		t.Errorf("Parse(%q) gave %d and error %v, want %d: %s", text, int(got), err, c, reason)
	}
}

// A text that a vendor does not know is looked up where its codes are.
func TestParseFallsBack(t *testing.T) {
	reads(t, leadcommerceVendor, "Too Many Requests", 429, "IANA's definition of a code that the vendor does not document")
	reads(t, leadcommerceVendor, "429 too many requests", 429, "the same with its number")
	reads(t, bigcommerceVendor, "Request Entity Too Large", 413, "the vendor's definition where IANA has another")
	if s, err := ianaVendor.parse("Bandwidth Limit Exceeded"); err == nil {
		t.Errorf("iana.Parse read a definition that IANA does not register as %d", int(s))
	}
}

// An error of Parse is shown to whoever typed the text.
func TestParseErrors(t *testing.T) {
	for text, words := range map[string][]string{
		"1000":          {"leadcommerce", `"1000"`, "100 to 999"},
		"403 Not Found": {"leadcommerce", `"403 Not Found"`, `"Forbidden"`},
		"Forbid":        {"leadcommerce", `"Forbid"`},
	} {
		_, err := leadcommerceVendor.parse(text)
		for _, w := range words {
			if err == nil || !strings.Contains(err.Error(), w) {
				t.Errorf("Parse(%q): error %v lacks %s", text, err, w)
			}
		}
	}
}
