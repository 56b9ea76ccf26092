package statustest

import (
	"net/http"
	"time"

	"github.com/statuscat/statuscat/status"
	"github.com/statuscat/statuscat/status/statushttp"
)

// Start is the time at which every [Clock] starts, and the Date of responses
// that have no Date of their own.
var Start = time.Date(2025, time.January, 1, 0, 0, 0, 0, time.UTC)

// Example is a response, and the verdict that it must have.
type Example struct {
	Name     string
	Response *http.Response
	Want     statushttp.Verdict
}

// Examples returns the answers as examples. The responses are complete, and the
// caller's own.
func Examples(catalog *status.Catalog, answers []Answer) []Example {
	examples := make([]Example, len(answers))
	for i := range answers {
		a := &answers[i]
		examples[i] = Example{a.Name, a.Response(catalog, Start), a.Want}
		examples[i].Want.Catalog = catalog
	}
	return examples
}

// Responses makes a response for every code that a catalog documents, for every
// case, and for every place that may tell a wait; what comes to another meaning
// is left out. They are plain: a generated test package has the vendor's real
// answers. They are the same on every call, complete, and the caller's own.
func Responses(catalog *status.Catalog) []Example {
	var examples []Example
	add := func(a Answer, f *status.Case, vendor bool) {
		v := classify(catalog, &a)
		if f != nil && (vendor && v.VendorCase != f.Name || !vendor && (v.Case != f.Name || v.VendorCase != "")) ||
			f == nil && v.Case+v.VendorCase != "" {
			return
		}
		examples = append(examples, Example{a.Name, a.Response(catalog, Start), v})
		for source := range waitOf(v).Sources() {
			if !v.Retry.IsRetryable() {
				break
			}
			told := a
			told.Header = a.Header.Clone()
			told.Name += ", " + source.Name() + " tells"
			told.tell(source, 2*time.Second, Start)
			if w := classify(catalog, &told); w.RetryAfter > 0 && w.Case == v.Case && w.VendorCase == v.VendorCase {
				examples = append(examples, Example{told.Name, told.Response(catalog, Start), w})
			}
		}
	}
	for row := range catalog.All() {
		add(Plain(catalog, row.Code, nil), nil, false)
		for i := range row.When {
			add(Plain(catalog, row.Code, &row.When[i]), &row.When[i], false)
		}
	}
	for i := range catalog.When {
		f := &catalog.When[i]
		add(Plain(catalog, firstCode(catalog, []string{"4xx", "5xx"}), f), f, true)
	}
	return examples
}

func classify(catalog *status.Catalog, a *Answer) statushttp.Verdict {
	p := statushttp.Policy{Catalog: catalog, Now: func() time.Time { return Start }}
	return p.Classify(a.Response(catalog, Start))
}

func waitOf(v statushttp.Verdict) *status.Wait {
	w := v.Info().Wait
	return &w
}
