package html

import (
	"strconv"
	"strings"

	"github.com/statuscat/statuscat/gen/view"
	"github.com/statuscat/statuscat/spec"
	"github.com/statuscat/statuscat/status"
)

// vendor is the section of one vendor. Like all that there are many of, it is
// plain fields, which a template comes by fastest.
type vendor struct {
	Key, Title string
	Overview   []string // paragraphs
	Facts      []fact
	Cases      []meaning // of any code
	Classes    []class
	Examples   []example // of undocumented codes
	Compared   bool      // whether the page puts the codes side by side

	of *spec.Vendor
}

type class struct {
	Title, About string
	Codes        []meaning
}

// meaning describes a code, or one of its cases.
type meaning struct {
	ID, Name string // a code's name is its definition
	Kind     string
	Retry    string
	Wait     string // how long to wait before a retry
	Purpose  string
	Facts    []fact // but for those above
	Examples []example

	// Of a code.
	Code     int
	Standard string // what the code means there, if the vendor differs
	Go       string // the constant
	Cases    []meaning
}

// fact is a fact whose text may be, or name, an address of the web.
type fact struct{ Label, Text, Address string }

type example struct{ Label, Text string }

func newVendor(v *spec.Vendor, compared bool) *vendor {
	s := &vendor{
		Key: v.Key, Title: v.Title(), Overview: paragraphs(v.Overview), Facts: newFacts(v.Facts()),
		Compared: compared, of: v,
	}
	for i := range v.When {
		c := &v.When[i]
		s.Cases = append(s.Cases, s.meaning("any-"+c.Name, c.Name, c.Meaning, spec.CaseFacts(c), v.ExamplesOfAny(c.Name)))
	}
	for _, c := range status.Classes() {
		k := class{Title: c.Title(), About: v.Classes[c]}
		for _, variant := range v.Variants {
			if variant.Class() == c {
				k.Codes = append(k.Codes, s.code(variant))
			}
		}
		if k.About != "" || k.Codes != nil {
			s.Classes = append(s.Classes, k)
		}
	}
	var rest []*spec.Example
	for _, e := range v.Examples {
		if e.VendorCase == "" && v.Lookup(e.Code) == nil {
			rest = append(rest, e)
		}
	}
	s.Examples = s.examples(rest)
	return s
}

func (s *vendor) code(v *spec.Variant) meaning {
	number := strconv.Itoa(v.Code)
	m := s.meaning(number, v.Definition, v.Meaning, v.Facts(), v.Vendor.ExamplesOf(v.Code, ""))
	m.Code, m.Go = v.Code, s.Key+"."+v.GoName
	if v.Differs() {
		m.Standard = v.Standard().Kind.String() + ", " + v.Standard().Retry.String()
	}
	for i := range v.When {
		c := &v.When[i]
		m.Cases = append(m.Cases, s.meaning(number+"-"+c.Name, c.Name, c.Meaning, spec.CaseFacts(c), v.Vendor.ExamplesOf(v.Code, c.Name)))
	}
	return m
}

// meaning sets the facts apart that have a place of their own.
func (s *vendor) meaning(id, name string, means status.Meaning, facts []spec.Fact, examples []*spec.Example) meaning {
	m := meaning{ID: s.Key + "-" + id, Name: name, Examples: s.examples(examples)}
	m.Wait = view.Advice{Retry: means.Retry, Wait: means.Wait}.When(func(header string) string { return header })
	rest := facts[:0]
	for _, f := range facts {
		switch f.Key {
		case "kind":
			m.Kind = f.Text
		case "retry":
			m.Retry = f.Text
		case "purpose":
			m.Purpose = f.Text
		default:
			rest = append(rest, f)
		}
	}
	m.Facts = newFacts(rest)
	return m
}

func newFacts(facts []spec.Fact) []fact {
	list := make([]fact, len(facts))
	for i, f := range facts {
		list[i] = fact{f.Label, f.Text, ""}
		if f.Key == "source" || f.Key == "reference" {
			list[i].Address = spec.Address(f.Text)
		}
	}
	return list
}

func (s *vendor) examples(list []*spec.Example) []example {
	var all []example
	for _, e := range list {
		if text := view.Message(s.of, e); text != "" {
			all = append(all, example{e.Label, text})
		}
	}
	return all
}

func paragraphs(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "\n\n")
}
