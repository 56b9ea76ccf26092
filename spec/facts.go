package spec

import (
	"strings"

	"github.com/statuscat/statuscat/status"
)

// Fact is one thing that a catalog says, in words. Every page and every command shows
// a code, a case or a vendor by its facts, in this order.
type Fact struct {
	Key   string `json:"key"`   // of the language, or of what follows from one: "fault"
	Label string `json:"label"` // for people: "Who has to act"
	Text  string `json:"text"`  // never empty
}

// Facts returns the facts of a documented code. Its name and its cases are not among
// them.
func (v *Variant) Facts() []Fact {
	list := InfoFacts(&v.Info)
	for _, l := range v.Vendor.Limits {
		if l.Code == v.Code {
			list = append(list, Fact{"limits", "Limit", l.String()})
		}
	}
	return list
}

// InfoFacts returns the facts of a code by its row, which can be that of a fallback.
func InfoFacts(i *status.Info) []Fact { return facts(MeaningFields, &i.Meaning) }

// CaseFacts returns the facts of a case. Its name is not among them, and neither is
// what a case of any code leaves unchanged.
func CaseFacts(c *status.Case) []Fact {
	when := Fact{"when", "When", status.When(c.Criteria)}
	return append([]Fact{when}, facts(MeaningFields, &c.Meaning)...)
}

// Facts returns the facts of a vendor. Its title, its overview and its classes are not
// among them.
func (v *Vendor) Facts() []Fact { return facts(VendorFields, v) }

func facts[T any](fields []Field[T], of *T) []Fact {
	var list []Fact
	for _, f := range fields {
		if f.apart {
			continue
		}
		for _, text := range f.Texts(of) {
			list = append(list, Fact{f.Key, f.Label, text})
		}
	}
	return list
}

// PlacesText lists places in words, between them separator.
func PlacesText(places []status.Place, separator string) string {
	return strings.Join(mapped(places, status.Place.String), separator)
}

func errorBodyText(e status.ErrorBody) string {
	place := func(what string, places []status.Place) string {
		if len(places) == 0 {
			return ""
		}
		return what + " at " + PlacesText(places, " or ")
	}
	message, code := place("message", e.Message), place("code", e.Code)
	if message != "" && code != "" {
		return message + ", " + code
	}
	return message + code
}
