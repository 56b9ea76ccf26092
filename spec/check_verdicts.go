package spec

import (
	"cmp"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/statuscat/statuscat/status"
)

// meaning names a meaning, and its line: that of a case of the vendor, a case of the
// code, or else the code's own.
func (k *exampleChecker) meaning(code int, vendorCase, ofCode string) string {
	find := func(raw many[rawCase], name string) string {
		i := slices.IndexFunc(raw, func(c rawCase) bool { return c.Name.value == name })
		return fmt.Sprintf("%s (line %d)", name, raw[i].Name.Line)
	}
	variant := k.v.Lookup(code)
	switch {
	case vendorCase != "":
		return find(k.v.raw.When, vendorCase)
	case ofCode != "" && variant != nil:
		return find(variant.raw.When, ofCode)
	case variant != nil:
		return fmt.Sprintf("the %d itself (line %d)", code, variant.raw.Line)
	}
	return fmt.Sprintf("an undocumented %d", code)
}

// stray says how to have an example mean f, under which it stands, or the code itself if
// f is nil.
func (k *exampleChecker) stray(e *Example, f *status.Case) string {
	if f != nil {
		for _, c := range f.Criteria {
			if fix := k.intoList(c.Pointers, e); fix != "" {
				return fix
			}
		}
	}
	return "change the example, move it, or change the criteria"
}

// intoList says how to write the first of the pointers that leads into a list of the
// example's body without an index or a *. It is empty if there is none.
func (k *exampleChecker) intoList(pointers []string, e *Example) string {
	const longest = 64 << 10 // of a body that is worth the memory
	var body any
	if *k.effort += len(e.Body); len(e.Body) > longest || *k.effort > maxEffort || json.Unmarshal([]byte(e.Body), &body) != nil {
		return ""
	}
	for _, pointer := range pointers {
		keys, at := strings.Split(pointer, "/")[1:], body
		for i, key := range keys {
			if list, ok := at.([]any); ok {
				_, err := strconv.Atoi(key)
				if key != "*" && err != nil {
					return fmt.Sprintf("%s leads into a list; write /%s", pointer, strings.Join(slices.Insert(keys, i, "*"), "/"))
				}
				if len(list) == 0 {
					break
				}
				at = list[0]
				continue
			}
			object, _ := at.(map[string]any)
			at = object[key]
		}
	}
	return ""
}

// expectations checks an example against what it says of its wait and its body.
func (k *exampleChecker) expectations(e *Example) {
	raw := e.raw
	if raw.Wait.written() && e.Want.RetryAfter != raw.Wait.value {
		k.errorf(raw.Wait.Pos, "want a wait of %s, have %s", raw.Wait.value, k.otherWait(e))
	}
	text := func(want verbatim, what, got string, places []status.Place) {
		if !want.written() || want.value == got {
			return
		}
		fix := fmt.Sprintf("change %s, or error_body", what)
		for _, p := range places {
			if got == "" {
				fix = cmp.Or(k.intoList([]string{p.Body}, e), fix)
			}
		}
		k.errorf(want.Pos, "want %s %q, have %q; %s", what, want.value, got, fix)
	}
	text(raw.Message, "message", e.Message, k.v.ErrorBody.Message)
	text(raw.Code, "code", e.VendorCode, k.v.ErrorBody.Code)
}

// otherWait says what wait an example specifies instead of the expected one, by which
// source, and how to have it specify that.
func (k *exampleChecker) otherWait(e *Example) string {
	want, is, have := e.raw.Wait.value, e.Want.RetryAfter, "none"
	if is > 0 {
		have = is.String()
	}
	for s := range k.sources(e) {
		if fix := k.intoList([]string{s.Body}, e); fix != "" {
			return have + "; " + fix
		}
		for _, u := range status.Units() {
			if *k.effort += 100 + len(e.Body); *k.effort > maxEffort { // as much as a body of 100 bytes takes at least
				break
			}
			other := *s
			other.Unit = u
			switch wait := e.waitBy(&other); {
			case u == s.Unit && is > 0 && wait == is:
				have += ", " + status.Wait{From: []status.WaitSource{*s}}.StringIn(func(s string, _ bool) string { return s })
			case u != status.UnitRetryAfter && want > 0 && wait == want && s.Refill.IsZero():
				return fmt.Sprintf("%s; is the unit of %s %s?", have, s.Name(), u)
			}
		}
	}
	return have + "; change wait, or the sources under from"
}

// sources yields the sources that can specify the wait of an example.
func (k *exampleChecker) sources(e *Example) iter.Seq[*status.WaitSource] {
	wait := k.v.Wait
	if variant := k.v.Lookup(e.Code); variant != nil {
		wait = variant.Wait
		for _, c := range variant.When {
			if c.Name == e.Want.Case {
				wait = c.Wait
			}
		}
	}
	return wait.Sources()
}
