package spec

import (
	"strings"

	"github.com/statuscat/statuscat/status"
)

// Fact is one thing that a catalog says. Whatever shows a code, a case or a
// vendor to people takes the facts from here, in this order.
type Fact struct {
	Key   string // of the language, or what follows from one: "fault"
	Label string // for people: "Who has to act"
	Text  string // never empty
}

// Facts returns what is known of a documented code, beside its name and its
// cases.
func (v *Variant) Facts() []Fact {
	facts := InfoFacts(&v.Info)
	for _, l := range v.Vendor.Limits {
		if l.Code == v.Code {
			facts = append(facts, Fact{"limits", "Limit", l.String()})
		}
	}
	return facts
}

// InfoFacts returns what a row says of a code, which can be a vendor's fallback.
func InfoFacts(i *status.Info) []Fact {
	return facts(
		Fact{"purpose", "Purpose", i.Purpose},
		Fact{"kind", "Kind", i.Kind.String()},
		Fact{"fault", "Who has to act", i.Fault().String()},
		Fact{"retry", "Retry", i.Retry.String()},
		Fact{"wait", "Wait", i.Wait.String()},
		Fact{"remedy", "What to do", i.Remedy},
		Fact{"note", "Note", i.Note},
		Fact{"reference", "Reference", i.Reference},
	)
}

// CaseFacts returns what is known of a case, beside its name. What a case of any
// code leaves as it is is not among them.
func CaseFacts(c *status.Case) []Fact {
	list := facts(
		Fact{"when", "When", status.When(c.Criteria)},
		Fact{"purpose", "Purpose", c.Purpose},
	)
	if c.Kind != status.KindUnknown {
		list = append(list,
			Fact{"kind", "Kind", c.Kind.String()},
			Fact{"fault", "Who has to act", c.Kind.Fault().String()})
	}
	if c.Retry != status.RetryUnknown {
		list = append(list, Fact{"retry", "Retry", c.Retry.String()})
	}
	return append(list, facts(
		Fact{"wait", "Wait", c.Wait.String()},
		Fact{"remedy", "What to do", c.Remedy},
		Fact{"note", "Note", c.Note},
	)...)
}

// Facts returns what is known of a vendor as a whole, beside its title, its
// overview and its classes.
func (v *Vendor) Facts() []Fact {
	list := facts(
		Fact{"source", "Source", v.Source},
		Fact{"checked", "Checked", v.Checked},
	)
	for _, l := range v.Limits {
		list = append(list, Fact{"limits", "Limit", l.String()})
	}
	fallback := "the class alone decides (RFC 9110, section 15)"
	if len(v.Fallback) > 0 {
		fallback = "as " + strings.Join(v.Fallback, ", then ") + " says"
	}
	return append(list, facts(
		Fact{"idempotency_key", "Idempotency key", v.IdempotencyKey},
		Fact{"wait", "Wait", v.Wait.String()},
		Fact{"error_body", "Error body", errorBodyText(v.ErrorBody)},
		Fact{"fallback", "Undocumented codes", fallback},
		Fact{"note", "Note", v.Note},
	)...)
}

func errorBodyText(e status.ErrorBody) string {
	place := func(what string, pointers []string) string {
		if len(pointers) == 0 {
			return ""
		}
		names := make([]string, len(pointers))
		for i, p := range pointers {
			if names[i] = p; p == "" {
				names[i] = "the text itself"
			}
		}
		return what + " at " + strings.Join(names, " or ")
	}
	message, code := place("message", e.Message), place("code", e.Code)
	if message != "" && code != "" {
		return message + ", " + code
	}
	return message + code
}

// facts drops those that say nothing.
func facts(all ...Fact) []Fact {
	kept := all[:0]
	for _, f := range all {
		if f.Text != "" {
			kept = append(kept, f)
		}
	}
	return kept
}
